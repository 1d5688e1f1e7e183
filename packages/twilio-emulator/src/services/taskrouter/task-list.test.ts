import { describe, expect, test } from 'vitest'
import { createTaskrouterClient, type TaskrouterClient } from '../../testing/taskrouter-client.ts'

/** Three tasks that nobody can take: low and old, high, and one of another workflow. */
async function withTasks(): Promise<{ client: TaskrouterClient; sids: readonly string[] }> {
  const client = createTaskrouterClient()
  await client.keepAvailable()
  const { assignWorkflowSid, workflowSid } = client.emulator.contactCenter
  const low = { WorkflowSid: assignWorkflowSid, Attributes: '{"channel":"UO1","tags":["a"]}' }
  const high = { WorkflowSid: assignWorkflowSid, Priority: '5', VirtualStartTime: '2026-01-01T00:00:00Z' }
  const other = { WorkflowSid: workflowSid, Attributes: '{"channel":"UO2"}' }
  const sids = [await client.createTask(low), await client.createTask(high), await client.createTask(other)]
  return { client, sids }
}

describe('the list of tasks', () => {
  test.each([
    ['Priority=5', [1]],
    ['AssignmentStatus=pending', [0, 1, 2]],
    ['AssignmentStatus=assigned&AssignmentStatus=pending', [0, 1, 2]],
    ['AssignmentStatus=assigned', []],
    ['WorkflowName=Conversation%20Transfer', [2]],
    ['TaskQueueName=Everyone', [0, 1, 2]],
    ['TaskQueueName=Sales', []],
    ['HasAddons=true', []],
    [`EvaluateTaskAttributes=${encodeURIComponent('channel == "UO1"')}`, [0]],
    [`EvaluateTaskAttributes=${encodeURIComponent("tags HAS 'a'")}`, [0]],
    ['Ordering=Priority:desc', [1, 0, 2]],
    ['Ordering=VirtualStartTime:asc', [1, 0, 2]],
    ['Ordering=DateCreated:desc', [2, 1, 0]],
  ])('by %s', async (query, expected) => {
    const { client, sids } = await withTasks()
    const rows = await client.list(`/Tasks?${query}`)
    expect(rows.map((row) => sids.indexOf(String(row['sid'])))).toEqual(expected)
  })

  test.each([
    'Ordering=Age:asc',
    'Ordering=Priority:up',
    'Ordering=__proto__',
    'EvaluateTaskAttributes=a%20%3D%3D',
    'PageSize=0',
  ])('refuses %s', async (query) => {
    const { client } = await withTasks()
    expect((await client.get(`/Tasks?${query}`)).status).toBe(400)
  })

  test('comes in pages', async () => {
    const { client, sids } = await withTasks()
    const first = await client.get('/Tasks?PageSize=2')
    expect(first.body['tasks']).toHaveLength(2)
    const next = String(Object(first.body['meta'])['next_page_url'])
    const rest = await client.list(next.slice(next.indexOf('/Tasks')))
    expect(rest.map((row) => row['sid'])).toEqual([sids[2]])
  })

  test('is behind by as much as is assumed, while a task that is fetched is current', async () => {
    const client = createTaskrouterClient({ taskListLagMs: 200 })
    const form = { WorkflowSid: client.emulator.contactCenter.assignWorkflowSid }
    const sid = String((await client.post('/Tasks', form)).body['sid'])
    expect(await client.list('/Tasks')).toEqual([])
    expect((await client.get(`/Tasks/${sid}`)).status).toBe(200)
    client.emulator.clock.advanceBy(200)
    expect(await client.list('/Tasks')).toHaveLength(1)
  })
})

test.each([
  ['/Tasks', 'EvaluateTaskAttributes'],
  ['/Workers', 'TargetWorkersExpression'],
  ['/TaskQueues', 'EvaluateWorkerAttributes'],
])('%s are listed by %s three times a second, and no more', async (list, filter) => {
  const { client } = await withTasks()
  const path = `${list}?${filter}=${encodeURIComponent('1 == 1')}`
  for (const _ of [1, 2, 3]) expect((await client.get(path)).status).toBe(200)
  const refused = await client.get(path)
  expect(refused.status).toBe(429)
  expect(refused.body).toMatchObject({ code: 20429, status: 429 })
  expect((await client.get(list)).status).toBe(200)
  client.emulator.clock.advanceBy(1000)
  expect((await client.get(path)).status).toBe(200)
})
