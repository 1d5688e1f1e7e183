import { expect, test } from 'vitest'
import { createFlexToken } from '../../../services/iam/tokens.ts'
import { SocketClient, twilsockOf } from '../../../testing/socket-client.ts'
import { createTaskrouterClient } from '../../../testing/taskrouter-client.ts'
import type { Assumptions } from '../../../world/assumptions.ts'

const CDS = 'https://cds.us1.twilio.com'

/** A supervisor who watches an index. */
async function watch(index: string, text: string, assumptions: Partial<Assumptions> = {}) {
  const taskrouter = createTaskrouterClient(assumptions)
  const { emulator } = taskrouter
  const client = new SocketClient(twilsockOf(emulator))
  client.authenticate('init', createFlexToken(emulator.world, taskrouter.workerSid('supervisor')).sid)
  const product = 'flex_insights'
  const { body } = await client.call('POST', `${CDS}/v3/Insights/${index}/Items`, {
    body: { query_string: text },
    product,
  })
  const wanted = { object_sid: body['query_id'], object_type: 'live_query', index_name: index, query_string: text }
  const subscription = { action: 'establish', correlation_id: 1, requests: [{ ...wanted, last_event_id: 1 }] }
  await client.call('POST', `${CDS}/v4/Subscriptions`, { body: subscription, product })
  client.frames.length = 0
  return { taskrouter, client }
}

test('an agent’s tasks come and go with their reservations', async () => {
  for (const indexedReservations of ['open', 'all'] as const) {
    const { taskrouter, client } = await watch('tr-reservation', 'data.status != "pending"', { indexedReservations })
    const alice = taskrouter.workerSid('alice')
    const task = await taskrouter.createTask({ RoutingTarget: alice, Attributes: '{"name":"Carl"}' })
    await taskrouter.answer(task, 'alice', 'accepted')
    const [updated] = client.events()
    expect(updated).toMatchObject({
      event_type: 'live_query_item_updated',
      event: {
        item_data: { status: 'accepted', task_sid: task, task_status: 'assigned', attributes: { name: 'Carl' } },
      },
    })
    await taskrouter.post(`/Tasks/${task}`, { AssignmentStatus: 'completed' })
    const last = client.told().at(-1)
    expect(last).toBe(indexedReservations === 'open' ? 'live_query_item_removed' : 'live_query_item_updated')
  }
})

test('what no longer matches is removed, and what did not change is not told', async () => {
  const { taskrouter, client } = await watch('tr-worker', 'data.activity_name == "Available"')
  await taskrouter.setActivity('alice', 'Offline')
  await taskrouter.setActivity('alice', 'Offline')
  await taskrouter.setActivity('alice', 'Available')
  expect(client.told()).toEqual(['live_query_item_removed', 'live_query_item_updated'])
  expect(client.events()[0]).toMatchObject({ event: { item_key: taskrouter.workerSid('alice') } })
})

test('a deleted task takes its items along', async () => {
  const { taskrouter, client } = await watch('tr-task', '')
  const task = await taskrouter.createTask({ RoutingTarget: taskrouter.workerSid('alice') })
  await taskrouter.delete(`/Tasks/${task}`)
  expect(client.told().at(-1)).toBe('live_query_item_removed')
})

test('a wrong query and an unknown index are refused', async () => {
  const { client } = await watch('tr-queue', '')
  const ask = (index: string, text: string) =>
    client.call('POST', `${CDS}/v3/Insights/${index}/Items`, { body: { query_string: text } })
  expect(await ask('tr-queue', 'name = x')).toMatchObject({ status: 400, body: { code: 54_507 } })
  expect(await ask('tr-nothing', '')).toMatchObject({ status: 404 })
  expect((await ask('tr-queue', 'data.queue_name contains "s"')).body['items']).toMatchObject([
    { data: {} },
    { data: {} },
  ])
})
