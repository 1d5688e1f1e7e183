import { expect, test } from 'vitest'
import { createFlexToken } from '../../../services/iam/tokens.ts'
import { createGuestToken } from '../../../services/iam/access-tokens.ts'
import { SocketClient, twilsockOf } from '../../../testing/socket-client.ts'
import { createTaskrouterClient } from '../../../testing/taskrouter-client.ts'
import type { Assumptions } from '../../../world/assumptions.ts'

const CDS = 'https://cds.us1.twilio.com'
const flex = { product: 'flex_insights' }

/** A supervisor who looks at the queue of everybody. */
async function watchQueues(assumptions: Partial<Assumptions> = {}) {
  const taskrouter = createTaskrouterClient(assumptions)
  const { emulator } = taskrouter
  const transport = twilsockOf(emulator)
  const client = new SocketClient(transport)
  client.authenticate('init', createFlexToken(emulator.world, taskrouter.workerSid('supervisor')).sid)
  const queue = emulator.contactCenter.queues.find(({ name }) => name === 'Everyone')?.sid ?? ''
  const url = `${CDS}/v3/Maps/${queue}.realtime_statistics.v1`
  const { body: map } = await client.call('GET', url, flex)
  const requests = [{ object_sid: map['sid'], object_type: 'map', last_event_id: map['last_event_id'] }]
  const body = { action: 'establish', correlation_id: 1, requests }
  await client.call('POST', `${CDS}/v4/Subscriptions`, { body, ...flex })
  client.frames.length = 0
  return { taskrouter, emulator, transport, client, url, sid: String(map['sid']) }
}

test('the view of the queues has the numbers of each queue and of the workspace', async () => {
  const { taskrouter, emulator, client, sid } = await watchQueues()
  await taskrouter.keepAvailable('alice')
  const task = await taskrouter.createTask({ WorkflowSid: emulator.contactCenter.assignWorkflowSid })
  await taskrouter.answer(task, 'alice', 'accepted')
  const { body } = await client.call('GET', `${CDS}/v3/Maps/${sid}/Items`, flex)
  const workers = emulator.contactCenter.workers.length
  expect(body['items']).toMatchObject([
    { key: 'tasks_now', data: { queue: { assigned_tasks: 1, pending_tasks: 0, total_tasks: 1 } } },
    { key: 'tasks_thirty_minutes', data: { queue: { handled_tasks_count: 1, sla_percentage: 1 } } },
    { key: 'tasks_today', data: { queue: { handled_tasks_count: 1, abandoned_tasks_count: 0 } } },
    { key: 'worker_activities_statistics', data: { total_available_workers: 1, total_eligible_workers: workers } },
  ])
  const workspace = await client.call('GET', `${CDS}/v3/Maps/realtime_statistics_v1/Items/workspace`, flex)
  expect(workspace.body).toMatchObject({ data: { total_available_workers: 1, total_workers: workers } })
})

test('whoever looks is told a moment after a change, once for many', async () => {
  const { taskrouter, emulator, client } = await watchQueues()
  for (const activity of ['Offline', 'Available', 'Break']) await taskrouter.setActivity('alice', activity)
  expect(client.told()).toEqual([])
  emulator.clock.advanceBy(2000)
  const keys = client.events().map(({ event }) => event)
  expect(keys).toMatchObject([
    { item_key: 'tasks_now' },
    { item_key: 'tasks_thirty_minutes' },
    { item_key: 'tasks_today' },
    { item_key: 'worker_activities_statistics', item_data: { total_available_workers: 3 } },
  ])
  client.frames.length = 0
  await taskrouter.setActivity('alice', 'Available')
  emulator.clock.advanceBy(2000)
  expect(client.events()).toMatchObject([{ event: { item_key: 'worker_activities_statistics' } }])
})

test('numbers that are behind are told once they are there, however quickly changes follow each other', async () => {
  const { taskrouter, emulator, client } = await watchQueues({ statisticsLagMs: 2000 })
  emulator.clock.advanceBy(10_000)
  for (const activity of ['Offline', 'Available', 'Break']) {
    await taskrouter.setActivity('alice', activity)
    emulator.clock.advanceBy(900)
  }
  emulator.clock.advanceBy(5000)
  const last = client.events().at(-1)
  expect(last).toMatchObject({ event: { item_data: { total_available_workers: 3 } } })
})

test('the numbers are nothing for customers, and there is no map of a queue that there is not', async () => {
  const { emulator, transport, client, url } = await watchQueues()
  const guest = new SocketClient(transport)
  guest.authenticate('init', createGuestToken(emulator.world, 'guest', 600).sid)
  expect(await guest.call('GET', url, flex)).toMatchObject({ status: 403 })
  const unknown = await client.call('GET', `${CDS}/v3/Maps/WQ0.realtime_statistics.v1`, flex)
  expect(unknown).toMatchObject({ status: 404 })
})
