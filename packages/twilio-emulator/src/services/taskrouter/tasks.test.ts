import { describe, expect, test } from 'vitest'
import { createTaskrouterClient, type TaskrouterClient } from '../../testing/taskrouter-client.ts'
import type { Assumptions } from '../../world/assumptions.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

describe('a new task', () => {
  test('is pending, has the defaults that Twilio documents, and is found by its sid', async () => {
    const client = createTaskrouterClient()
    const { assignWorkflowSid } = client.emulator.contactCenter
    const form = { WorkflowSid: assignWorkflowSid, Attributes: '{"a": 1}', TaskChannel: 'chat' }
    const created = await client.post('/Tasks', form)
    expect(created.status).toBe(201)
    expect(created.body).toMatchObject({
      assignment_status: 'pending',
      attributes: '{"a": 1}',
      priority: 0,
      timeout: 86_400,
      reason: null,
      task_queue_sid: null,
      routing_target: null,
      ignore_capacity: false,
      task_channel_unique_name: 'chat',
      workflow_friendly_name: 'Assign to Anyone',
      date_created: '2026-01-31T09:30:00Z',
      addons: '{}',
    })
    expect(created.headers.get('ETag')).toBe('"0"')
    expect((await client.get(`/Tasks/${String(created.body['sid'])}`)).body).toEqual(created.body)
  })

  test('must name its workflow where there are several', async () => {
    const answer = await createTaskrouterClient().post('/Tasks', { Attributes: '{}' })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ code: 20001, message: 'WorkflowSid field is required' })
  })

  test.each([
    ['attributes of more than 4096 characters', { Attributes: JSON.stringify({ note: 'x'.repeat(4096) }) }],
    ['attributes that are not JSON', { Attributes: 'hello' }],
    ['attributes that are no object', { Attributes: '[1]' }],
    ['an unknown channel', { TaskChannel: 'fax' }],
    ['an unknown workflow', { WorkflowSid: 'WW0' }],
    ['an unknown routing target', { RoutingTarget: 'WK0' }],
    ['a timeout of more than two weeks', { Timeout: '1209601' }],
    ['a timeout of nothing', { Timeout: '0' }],
    ['a virtual start in the future', { VirtualStartTime: '2030-01-01T00:00:00Z' }],
    ['IgnoreCapacity without a worker to ignore it for', { IgnoreCapacity: 'true' }],
  ])('is refused with %s', async (_, form) => {
    const client = createTaskrouterClient()
    const { assignWorkflowSid } = client.emulator.contactCenter
    const answer = await client.post('/Tasks', { WorkflowSid: assignWorkflowSid, ...form })
    expect(answer.status).toBe(400)
    expect(answer.body['code']).toBe(20001)
    expect(await client.list('/Tasks')).toEqual([])
  })

  test('takes attributes of exactly 4096 characters', async () => {
    const client = createTaskrouterClient()
    const attributes = JSON.stringify({ note: 'x'.repeat(4096 - '{"note":""}'.length) })
    const { assignWorkflowSid } = client.emulator.contactCenter
    const answer = await client.post('/Tasks', { WorkflowSid: assignWorkflowSid, Attributes: attributes })
    expect(answer.status).toBe(201)
  })
})

describe('a task that nobody takes', () => {
  test('is canceled when its time to live is over, and gone five minutes later', async () => {
    const client = createTaskrouterClient()
    await client.keepAvailable()
    const sid = await client.createTask({ WorkflowSid: client.emulator.contactCenter.assignWorkflowSid, Timeout: '60' })
    client.emulator.clock.advanceBy(MINUTE_MS)
    expect(await client.task(sid)).toMatchObject({ assignment_status: 'canceled', reason: 'Task TTL Exceeded' })
    client.emulator.clock.advanceBy(5 * MINUTE_MS)
    const gone = await client.get(`/Tasks/${sid}`)
    expect(gone.status).toBe(404)
    expect(gone.body).toMatchObject({
      code: 20404,
      message: `The requested resource /v1/Workspaces/${client.emulator.contactCenter.workspaceSid}/Tasks/${sid} was not found`,
    })
  })

  test('is canceled by a caller, with the reason', async () => {
    const client = createTaskrouterClient()
    const sid = await client.createTask({ WorkflowSid: client.emulator.contactCenter.assignWorkflowSid })
    const answer = await client.post(`/Tasks/${sid}`, { AssignmentStatus: 'canceled', Reason: 'changed my mind' })
    expect(answer.body).toMatchObject({ assignment_status: 'canceled', reason: 'changed my mind' })
    expect(await client.rings(sid)).toEqual(['alice canceled'])
  })
})

async function assigned(assumptions: Partial<Assumptions> = {}): Promise<{ client: TaskrouterClient; sid: string }> {
  const client = createTaskrouterClient(assumptions)
  const sid = await client.createTask({ WorkflowSid: client.emulator.contactCenter.assignWorkflowSid })
  await client.answer(sid, 'alice', 'accepted')
  return { client, sid }
}

describe('an assigned task', () => {
  test('cannot be canceled', async () => {
    const { client, sid } = await assigned()
    const { accountSid, workspaceSid } = client.emulator.contactCenter
    const answer = await client.post(`/Tasks/${sid}`, { AssignmentStatus: 'canceled', Reason: 'x' })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({
      code: 20001,
      message: `Cannot cancel task ${sid} in workspace ${workspaceSid} for account ${accountSid} because it is not pending or reserved.`,
    })
    expect(await client.task(sid)).toMatchObject({ assignment_status: 'assigned' })
  })

  test('wraps up, and is completed with its reservation', async () => {
    const { client, sid } = await assigned()
    await client.post(`/Tasks/${sid}`, { AssignmentStatus: 'wrapping', Reason: 'done' })
    expect(await client.task(sid)).toMatchObject({ assignment_status: 'wrapping', reason: 'done' })
    expect(await client.rings(sid)).toEqual(['alice wrapping'])
    await client.post(`/Tasks/${sid}`, { AssignmentStatus: 'completed', Reason: 'resolved' })
    expect(await client.task(sid)).toMatchObject({ assignment_status: 'completed', reason: 'resolved' })
    expect(await client.rings(sid)).toEqual(['alice completed'])
    client.emulator.clock.advanceBy(5 * MINUTE_MS)
    expect((await client.get(`/Tasks/${sid}`)).status).toBe(404)
    expect(await client.list(`/Workers/${client.workerSid('alice')}/Reservations`)).toEqual([])
  })

  test('is taken away by the system after a day', async () => {
    const { client, sid } = await assigned()
    client.emulator.clock.advanceBy(DAY_MS)
    expect((await client.get(`/Tasks/${sid}`)).status).toBe(404)
    const events = await client.list(`/Events?TaskSid=${sid}`)
    expect(events.map((event) => event['event_type'])).toContain('task.system-deleted')
  })

  test('takes attributes and a status at once, or nothing of them, if so assumed', async () => {
    const { client, sid: task } = await assigned({ taskStatusWithFields: 'both' })
    const refused = await client.post(`/Tasks/${task}`, { AssignmentStatus: 'canceled', Attributes: '{"a":1}' })
    expect(refused.status).toBe(400)
    expect(await client.task(task)).toMatchObject({ attributes: '{}', assignment_status: 'assigned' })
    const odd = await client.post(`/Tasks/${task}`, { AssignmentStatus: 'completed', Attributes: 'a' })
    expect(odd.status).toBe(400)
    expect(await client.task(task)).toMatchObject({ attributes: '{}', assignment_status: 'assigned' })
    await client.post(`/Tasks/${task}`, { AssignmentStatus: 'completed', Attributes: '{"a":1}' })
    expect(await client.task(task)).toMatchObject({ attributes: '{"a":1}', assignment_status: 'completed' })
  })

  test('ignores attributes that come with a status', async () => {
    const { client, sid } = await assigned()
    await client.post(`/Tasks/${sid}`, { AssignmentStatus: 'wrapping', Attributes: '{"a":2}' })
    expect(await client.task(sid)).toMatchObject({ assignment_status: 'wrapping', attributes: '{}' })
  })

  test('is gone at once when it is deleted, and frees its agent', async () => {
    const { client, sid } = await assigned()
    expect((await client.delete(`/Tasks/${sid}`)).status).toBe(204)
    expect((await client.get(`/Tasks/${sid}`)).status).toBe(404)
    const channel = await client.get(`/Workers/${client.workerSid('alice')}/Channels/chat`)
    expect(channel.body).toMatchObject({ assigned_tasks: 0, available_capacity_percentage: 100 })
  })
})

test.each(['wrapping', 'completed'])('a pending task cannot become %s', async (status) => {
  const client = createTaskrouterClient()
  await client.keepAvailable()
  const sid = await client.createTask({ WorkflowSid: client.emulator.contactCenter.assignWorkflowSid })
  const answer = await client.post(`/Tasks/${sid}`, { AssignmentStatus: status, Reason: 'x' })
  expect(answer.status).toBe(400)
  expect(answer.body['message']).toContain('because it is not currently assigned.')
})

test.each(['pending', 'reserved', 'assigned'])('nobody but the routing makes a task %s', async (status) => {
  const client = createTaskrouterClient()
  const sid = await client.createTask({ WorkflowSid: client.emulator.contactCenter.assignWorkflowSid })
  expect((await client.post(`/Tasks/${sid}`, { AssignmentStatus: status })).status).toBe(400)
})

describe('If-Match', () => {
  test('lets an update through that knows the latest version, and no other', async () => {
    const client = createTaskrouterClient()
    const sid = await client.createTask({ WorkflowSid: client.emulator.contactCenter.assignWorkflowSid })
    const etag = (await client.get(`/Tasks/${sid}`)).headers.get('ETag') ?? ''
    const first = await client.post(`/Tasks/${sid}`, { Attributes: '{"a":1}' }, { 'If-Match': etag })
    expect(first.status).toBe(200)
    expect(first.headers.get('ETag')).not.toBe(etag)
    const second = await client.post(`/Tasks/${sid}`, { Attributes: '{"a":2}' }, { 'If-Match': etag })
    expect(second.status).toBe(412)
    expect(await client.task(sid)).toMatchObject({ attributes: '{"a":1}' })
  })

  test('notices that the task was accepted in the meantime', async () => {
    const client = createTaskrouterClient()
    const sid = await client.createTask({ WorkflowSid: client.emulator.contactCenter.assignWorkflowSid })
    const etag = (await client.get(`/Tasks/${sid}`)).headers.get('ETag') ?? ''
    await client.answer(sid, 'alice', 'accepted')
    const answer = await client.post(
      `/Tasks/${sid}`,
      { AssignmentStatus: 'canceled', Reason: 'x' },
      { 'If-Match': etag },
    )
    expect(answer.status).toBe(412)
  })

  test('guards deletion too', async () => {
    const client = createTaskrouterClient()
    const sid = await client.createTask({ WorkflowSid: client.emulator.contactCenter.assignWorkflowSid })
    expect((await client.delete(`/Tasks/${sid}`, { 'If-Match': '"99"' })).status).toBe(412)
  })
})

test('tasks of a workspace that is not the account’s are not found', async () => {
  const client = createTaskrouterClient()
  const answer = await client.emulator.call('taskrouter.twilio.com', '/v1/Workspaces/WS0/Tasks')
  expect(answer.status).toBe(404)
})
