import { describe, expect, test } from 'vitest'
import { createTaskrouterClient, type TaskrouterClient } from '../../testing/taskrouter-client.ts'
import { isObject } from '../../transports/rest/parameters.ts'

describe('the statistics of queues', () => {
  test('say who is in a queue, who is available, and how its tasks stand', async () => {
    const { client, waiting } = await withTasks()
    client.emulator.clock.advanceBy(60_000)
    const { realtime } = await statisticsOf(client, 'Everyone')
    const workers = client.emulator.contactCenter.workers.length
    expect(realtime).toMatchObject({
      total_eligible_workers: workers,
      total_available_workers: 1,
      tasks_by_status: { pending: 1, reserved: 0, assigned: 1, wrapping: 0 },
      total_tasks: 2,
      longest_task_waiting_age: 60,
      longest_task_waiting_sid: waiting,
    })
    expect(realtime).toHaveProperty(
      'activity_statistics',
      expect.arrayContaining([
        { sid: client.activitySid('Available'), friendly_name: 'Available', workers: 1 },
        { sid: client.activitySid('Offline'), friendly_name: 'Offline', workers: workers - 1 },
        { sid: client.activitySid('Break'), friendly_name: 'Break', workers: 0 },
      ]),
    )
  })

  test('say nothing of a queue in which nobody waits', async () => {
    const client = createTaskrouterClient()
    expect((await statisticsOf(client, 'Sales')).realtime).toMatchObject({
      total_tasks: 0,
      longest_task_waiting_age: 0,
      longest_task_waiting_sid: null,
    })
  })

  test('count what has happened during the time that was asked for', async () => {
    const { client, waiting } = await withTasks()
    await client.post(`/Tasks/${waiting}`, { AssignmentStatus: 'canceled', Reason: 'x' })
    const { cumulative } = await statisticsOf(client, 'Everyone')
    expect(cumulative).toMatchObject({
      end_time: new Date(client.emulator.clock.now()).toISOString().replace(/\.\d+/, ''),
      reservations_created: 1,
      reservations_accepted: 1,
      reservations_rejected: 0,
      tasks_entered: 2,
      tasks_canceled: 1,
      avg_task_acceptance_time: 0,
    })
    client.emulator.clock.advanceBy(16 * 60_000)
    expect((await statisticsOf(client, 'Everyone')).cumulative).toMatchObject({ tasks_entered: 0 })
    expect((await statisticsOf(client, 'Everyone', '&Minutes=20')).cumulative).toMatchObject({ tasks_entered: 2 })
  })

  test('may be those of one task channel', async () => {
    const { client } = await withTasks()
    expect((await statisticsOf(client, 'Everyone', '&TaskChannel=chat')).realtime).toHaveProperty('total_tasks', 2)
    const other = await statisticsOf(client, 'Everyone', '&TaskChannel=default')
    expect(other.realtime).toHaveProperty('total_tasks', 0)
    expect(other.cumulative).toHaveProperty('tasks_entered', 0)
    expect((await client.get('/TaskQueues/Statistics?TaskChannel=odd')).status).toBe(400)
  })

  test('are behind by as much as is assumed', async () => {
    const client = createTaskrouterClient({ statisticsLagMs: 2000 })
    await client.keepAvailable('alice')
    client.emulator.clock.advanceBy(10_000)
    await client.setActivity('alice', 'Offline')
    expect((await statisticsOf(client, 'Everyone')).realtime).toHaveProperty('total_available_workers', 1)
    client.emulator.clock.advanceBy(2000)
    expect((await statisticsOf(client, 'Everyone')).realtime).toHaveProperty('total_available_workers', 0)
  })

  test('come a page at a time, and are not split by the time that tasks waited', async () => {
    const client = createTaskrouterClient()
    const first = await client.get('/TaskQueues/Statistics?PageSize=1')
    expect(first.body['task_queues_statistics']).toHaveLength(1)
    expect(first.body).toHaveProperty('meta.next_page_url', expect.stringContaining('/TaskQueues/Statistics?'))
    expect((await client.get('/TaskQueues/Statistics?SplitByWaitTime=5')).status).toBe(501)
  })
})

/** One task that alice has, and one that waits for her. */
async function withTasks(): Promise<{ client: TaskrouterClient; waiting: string }> {
  const client = createTaskrouterClient()
  await client.keepAvailable('alice')
  await client.setChatCapacity('alice', 1)
  const form = { WorkflowSid: client.emulator.contactCenter.assignWorkflowSid }
  await client.answer(await client.createTask(form), 'alice', 'accepted')
  // What happened before the minute of the test belongs to no other second of it.
  client.emulator.clock.advanceBy(1000)
  return { client, waiting: await client.createTask(form) }
}

async function statisticsOf(client: TaskrouterClient, queueName: string, more = '') {
  const [row, ...others] = await client.list(`/TaskQueues/Statistics?FriendlyName=${queueName}${more}`)
  expect(others).toEqual([])
  expect(row).toMatchObject({ task_queue_sid: client.queueSid(queueName) })
  const { realtime, cumulative } = row ?? {}
  if (!isObject(realtime) || !isObject(cumulative)) throw new Error(`No statistics of ${queueName}.`)
  return { realtime, cumulative }
}
