import { expect, test } from 'vitest'
import { createTaskrouterClient, type TaskrouterClient } from '../../testing/taskrouter-client.ts'

/** Alice, who can take one chat, and nobody else; she is away. */
async function withAliceAway(): Promise<TaskrouterClient> {
  const client = createTaskrouterClient()
  await client.keepAvailable()
  await client.setChatCapacity('alice', 1)
  return client
}

/** Which of the tasks rings at Alice when she comes back. */
async function taken(client: TaskrouterClient, tasks: readonly string[]): Promise<number> {
  await client.setActivity('alice', 'Available')
  const statuses = await Promise.all(tasks.map(async (task) => (await client.task(task))['assignment_status']))
  expect(statuses.filter((status) => status === 'reserved')).toHaveLength(1)
  return statuses.indexOf('reserved')
}

test('the highest priority comes first', async () => {
  const client = await withAliceAway()
  const form = { WorkflowSid: client.emulator.contactCenter.assignWorkflowSid }
  const tasks = [
    await client.createTask(form),
    await client.createTask({ ...form, Priority: '9' }),
    await client.createTask({ ...form, Priority: '5' }),
  ]
  expect(await taken(client, tasks)).toBe(1)
})

test('then the earliest virtual start', async () => {
  const client = await withAliceAway()
  const form = { WorkflowSid: client.emulator.contactCenter.assignWorkflowSid }
  const tasks = [
    await client.createTask(form),
    await client.createTask({ ...form, VirtualStartTime: '2026-01-30T00:00:00Z' }),
  ]
  expect(await taken(client, tasks)).toBe(1)
})

test('a priority that is raised counts from then on', async () => {
  const client = await withAliceAway()
  const form = { WorkflowSid: client.emulator.contactCenter.assignWorkflowSid }
  const tasks = [await client.createTask(form), await client.createTask(form)]
  await client.post(`/Tasks/${String(tasks[1])}`, { Priority: '1' })
  client.settle()
  expect(await taken(client, tasks)).toBe(1)
})

test('a queue may hand out the newest first', async () => {
  const client = await withAliceAway()
  const queue = await client.createQueue('Newest', { TaskOrder: 'LIFO' })
  const workflow = await client.createWorkflow({ filters: [], default_filter: { queue } })
  const tasks = [await client.createTask({ WorkflowSid: workflow }), await client.createTask({ WorkflowSid: workflow })]
  expect(await taken(client, tasks)).toBe(1)
})

test('a queue that changes its order hands out those who wait already by the new one', async () => {
  const client = await withAliceAway()
  const queue = await client.createQueue('Changed', { TaskOrder: 'LIFO' })
  const workflow = await client.createWorkflow({ filters: [], default_filter: { queue } })
  const tasks = [await client.createTask({ WorkflowSid: workflow }), await client.createTask({ WorkflowSid: workflow })]
  await client.post(`/TaskQueues/${queue}`, { TaskOrder: 'FIFO' })
  tasks.push(await client.createTask({ WorkflowSid: workflow }))
  expect(await taken(client, tasks)).toBe(0)
  await client.post(`/Tasks/${String(tasks[2])}`, { AssignmentStatus: 'canceled', Reason: 'x' })
  await client.answer(String(tasks[0]), 'alice', 'accepted')
  await client.post(`/Tasks/${String(tasks[0])}`, { AssignmentStatus: 'completed', Reason: 'x' })
  client.settle()
  expect(await client.task(String(tasks[1]))).toMatchObject({ assignment_status: 'reserved' })
})

test.each([
  ['FIFO', 0],
  ['LIFO', 1],
])('between queues of both orders the workspace prefers %s', async (preferred, expected) => {
  const client = await withAliceAway()
  await client.post('', { PrioritizeQueueOrder: preferred })
  const queue = await client.createQueue('Newest', { TaskOrder: 'LIFO' })
  const workflow = await client.createWorkflow({ filters: [], default_filter: { queue } })
  const tasks = [
    await client.createTask({ WorkflowSid: client.emulator.contactCenter.assignWorkflowSid }),
    await client.createTask({ WorkflowSid: workflow }),
  ]
  expect(await taken(client, tasks)).toBe(expected)
})
