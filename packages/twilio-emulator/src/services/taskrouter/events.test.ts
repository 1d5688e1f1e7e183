import { describe, expect, test } from 'vitest'
import { createTaskrouterClient } from '../../testing/taskrouter-client.ts'
import { EventLog } from './event-log.ts'

describe('the events', () => {
  test('tell the life of a task in order', async () => {
    const client = createTaskrouterClient()
    const task = await client.createTask({ WorkflowSid: client.emulator.contactCenter.assignWorkflowSid })
    await client.answer(task, 'alice', 'accepted')
    await client.post(`/Tasks/${task}`, { AssignmentStatus: 'wrapping', Reason: 'x' })
    await client.post(`/Tasks/${task}`, { AssignmentStatus: 'completed', Reason: 'resolved' })
    const events = await client.list(`/Events?TaskSid=${task}`)
    expect(events.map((event) => event['event_type'])).toEqual([
      'task.created',
      'workflow.entered',
      'workflow.target-matched',
      'task-queue.entered',
      'reservation.created',
      'reservation.accepted',
      'task.wrapup',
      'reservation.wrapup',
      'task.completed',
      'reservation.completed',
    ])
    expect(events.at(-2)?.['event_data']).toMatchObject({
      task_sid: task,
      task_assignment_status: 'completed',
      task_completed_reason: 'resolved',
      task_queue_name: 'Everyone',
      task_priority: '0',
    })
    expect(events.at(-1)).toMatchObject({ resource_type: 'reservation', event_data: { worker_name: 'alice' } })
  })

  test('are found by their sid, by worker, reservation, workflow, queue and type', async () => {
    const client = createTaskrouterClient()
    const { assignWorkflowSid } = client.emulator.contactCenter
    const task = await client.createTask({ WorkflowSid: assignWorkflowSid })
    const [created] = await client.list(`/Events?EventType=reservation.created`)
    expect(created?.['event_data']).toMatchObject({ task_sid: task })
    expect((await client.get(`/Events/${String(created?.['sid'])}`)).body).toEqual(created)
    const [reservation] = await client.list(`/Tasks/${task}/Reservations`)
    for (const filter of [
      `ReservationSid=${String(reservation?.['sid'])}`,
      `WorkerSid=${client.workerSid('alice')}&EventType=reservation.created`,
      `TaskQueueSid=${client.queueSid('Everyone')}&EventType=reservation.created`,
      `WorkflowSid=${assignWorkflowSid}&EventType=reservation.created&TaskChannel=chat`,
    ]) {
      expect(await client.list(`/Events?${filter}`)).toEqual([created])
    }
    expect((await client.get('/Events/EV0')).status).toBe(404)
  })

  test('go back 15 minutes unless asked for more', async () => {
    const client = createTaskrouterClient()
    await client.setActivity('alice', 'Break')
    client.emulator.clock.advanceBy(16 * 60_000)
    await client.setActivity('bob', 'Break')
    const names = async (query: string): Promise<unknown> => {
      const events = await client.list(`/Events?EventType=worker.activity.update${query}`)
      return events.map((event) => Object(event['event_data'])['worker_name'])
    }
    expect(await names('')).toEqual(['bob'])
    expect(await names('&Minutes=60')).toEqual(['alice', 'bob'])
    expect(await names('&StartDate=2026-01-31T09:30:00Z&EndDate=2026-01-31T09:31:00Z')).toEqual(['alice'])
    expect((await client.get('/Events?StartDate=yesterday')).status).toBe(400)
    expect((await client.get('/Events?Minutes=many')).status).toBe(400)
  })

  test('tell of workers, queues, workflows and the workspace too', async () => {
    const client = createTaskrouterClient()
    await client.createWorkflow({ filters: [] })
    await client.createQueue('New')
    await client.setChatCapacity('alice', 9)
    await client.post('', { FriendlyName: 'Ours' })
    const events = await client.list('/Events')
    const last = events.slice(-4).map((event) => [event['event_type'], event['resource_type']])
    expect(last).toEqual([
      ['workflow.created', 'workflow'],
      ['task-queue.created', 'taskqueue'],
      ['worker.capacity.update', 'worker'],
      ['workspace.updated', 'workspace'],
    ])
  })
})

test('a move of a worker says where from and after how long', async () => {
  const client = createTaskrouterClient()
  client.emulator.clock.advanceBy(2500)
  await client.setActivity('alice', 'Break')
  const [event] = await client.list('/Events?EventType=worker.activity.update')
  expect(event?.['event_data']).toMatchObject({
    worker_activity_name: 'Break',
    worker_previous_activity_name: 'Available',
    worker_time_in_previous_activity: '2',
    worker_time_in_previous_activity_ms: '2500',
  })
})

test('what another product tells of a task is no event of TaskRouter', async () => {
  const client = createTaskrouterClient()
  const task = await client.createTask({ WorkflowSid: client.emulator.contactCenter.assignWorkflowSid })
  const { taskrouter, changes } = client.emulator.world
  const [reservation] = taskrouter.reservations.all()
  const row = taskrouter.tasks.get(task)
  if (row === undefined || reservation === undefined) throw new Error('The task was not routed.')
  const before = await client.list('/Events')
  const channel = {
    sid: 'UO1',
    interactionSid: 'KD1',
    conversationSid: 'CH1',
    type: 'web',
    status: 'active',
    createdAtMs: 0,
    touchedAtMs: 0,
  } as const
  const error = { code: 1, message: '' }
  changes.publish({ kind: 'participant.add-failed', channel, task: row, reservation, error })
  expect(await client.list('/Events')).toEqual(before)
})

test('the log of events is bounded', () => {
  const log = new EventLog()
  for (let number = 0; number < 30_000; number++) {
    const resource = { resourceType: 'task', resourceSid: 'WT1' } as const
    log.add({ sid: `EV${number}`, type: 'task.updated', atMs: number, description: '', ...resource, data: {} })
  }
  expect(log.since(0).length).toBeLessThanOrEqual(22_000)
  expect(log.since(0).at(-1)?.sid).toBe('EV29999')
  expect(log.since(29_990)).toHaveLength(10)
})
