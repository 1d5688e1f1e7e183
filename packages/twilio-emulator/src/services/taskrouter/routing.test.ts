import { describe, expect, test } from 'vitest'
import { createTaskrouterClient, type TaskrouterClient } from '../../testing/taskrouter-client.ts'

const SECOND_MS = 1000

/** A workflow of one filter that everything matches. */
function oneFilter(...targets: readonly object[]): object {
  return { filters: [{ expression: '1==1', targets }] }
}

async function eventTypes(client: TaskrouterClient, task: string): Promise<readonly unknown[]> {
  const events = await client.list(`/Events?TaskSid=${task}&Minutes=100000`)
  return events.map((event) => event['event_type'])
}

test('the answer that creates a task shows it pending: routing comes after', async () => {
  const client = createTaskrouterClient()
  const form = { WorkflowSid: client.emulator.contactCenter.assignWorkflowSid }
  const { body } = await client.post('/Tasks', form)
  expect(body['assignment_status']).toBe('pending')
  expect(await client.rings(String(body['sid']))).toEqual([])
  client.settle()
  expect(await client.rings(String(body['sid']))).toEqual(['alice pending'])
  expect(await client.task(String(body['sid']))).toMatchObject({
    assignment_status: 'reserved',
    task_queue_friendly_name: 'Everyone',
    task_queue_entered_date: '2026-01-31T09:30:00Z',
  })
})

describe('a workflow', () => {
  test('applies the first filter that matches, and its priority', async () => {
    const client = createTaskrouterClient()
    const workflow = await client.createWorkflow({
      filters: [
        { expression: 'type == "support"', targets: [{ queue: client.queueSid('Support') }] },
        { expression: 'type == "sales"', targets: [{ queue: client.queueSid('Sales'), priority: '7' }] },
        { expression: '1==1', targets: [{ queue: client.queueSid('Everyone') }] },
      ],
    })
    const task = await client.createTask({ WorkflowSid: workflow, Attributes: '{"type":"sales"}' })
    expect(await client.task(task)).toMatchObject({ task_queue_friendly_name: 'Sales', priority: 7 })
  })

  test('goes from target to target as their times run out, and then cancels the task', async () => {
    const client = createTaskrouterClient()
    await client.keepAvailable()
    const workflow = await client.createWorkflow(
      oneFilter({ queue: client.queueSid('Sales'), timeout: 10 }, { queue: client.queueSid('Support'), timeout: 20 }),
    )
    const task = await client.createTask({ WorkflowSid: workflow })
    expect(await client.task(task)).toMatchObject({ task_queue_friendly_name: 'Sales' })
    client.emulator.clock.advanceBy(10 * SECOND_MS)
    expect(await client.task(task)).toMatchObject({ task_queue_friendly_name: 'Support', assignment_status: 'pending' })
    client.emulator.clock.advanceBy(20 * SECOND_MS)
    const ended = { assignment_status: 'canceled', reason: 'Task canceled on Workflow timeout' }
    expect(await client.task(task)).toMatchObject(ended)
    expect(await eventTypes(client, task)).toEqual([
      'task.created',
      'workflow.entered',
      'workflow.target-matched',
      'task-queue.entered',
      'task-queue.timeout',
      'workflow.target-matched',
      'task-queue.moved',
      'task-queue.timeout',
      'workflow.timeout',
      'task.canceled',
    ])
  })

  test('goes on to a later filter that matches, but not to the default filter, after a timeout', async () => {
    const client = createTaskrouterClient()
    await client.keepAvailable()
    const workflow = await client.createWorkflow({
      filters: [
        { expression: '1==1', targets: [{ queue: client.queueSid('Sales'), timeout: 10 }] },
        { expression: 'vip == true', targets: [{ queue: client.queueSid('Support'), timeout: 10 }] },
      ],
      default_filter: { queue: client.queueSid('Everyone') },
    })
    const vip = await client.createTask({ WorkflowSid: workflow, Attributes: '{"vip":true}' })
    const other = await client.createTask({ WorkflowSid: workflow })
    client.emulator.clock.advanceBy(10 * SECOND_MS)
    expect(await client.task(vip)).toMatchObject({ task_queue_friendly_name: 'Support' })
    expect(await client.task(other)).toMatchObject({ assignment_status: 'canceled' })
    client.emulator.clock.advanceBy(10 * SECOND_MS)
    expect(await client.task(vip)).toMatchObject({ assignment_status: 'canceled' })
  })

  test('holds what matches nothing in the default filter until its time to live is over', async () => {
    const client = createTaskrouterClient()
    await client.keepAvailable()
    const workflow = await client.createWorkflow({
      filters: [{ expression: '1==2', targets: [{ queue: client.queueSid('Sales') }] }],
      default_filter: { queue: client.queueSid('Everyone') },
    })
    const task = await client.createTask({ WorkflowSid: workflow, Timeout: '1000' })
    client.emulator.clock.advanceBy(999 * SECOND_MS - 100)
    expect(await client.task(task)).toMatchObject({
      task_queue_friendly_name: 'Everyone',
      assignment_status: 'pending',
    })
    client.emulator.clock.advanceBy(SECOND_MS)
    expect(await client.task(task)).toMatchObject({ reason: 'Task TTL Exceeded' })
  })

  test.each(['canceled', 'pending'] as const)(
    'without a default filter leaves what matches nothing %s',
    async (fate) => {
      const client = createTaskrouterClient({ unmatchedTask: fate })
      const filters = [{ expression: '1==2', targets: [{ queue: client.queueSid('Sales') }] }]
      const task = await client.createTask({ WorkflowSid: await client.createWorkflow({ filters }) })
      expect(await client.task(task)).toMatchObject({ assignment_status: fate })
    },
  )

  test('that changes is followed by waiting tasks only if they are evaluated again', async () => {
    const client = createTaskrouterClient()
    await client.keepAvailable('carol')
    const workflow = await client.createWorkflow(oneFilter({ queue: client.queueSid('Sales') }))
    const task = await client.createTask({ WorkflowSid: workflow })
    const configuration = { task_routing: oneFilter({ queue: client.queueSid('Support') }) }
    const form = { Configuration: JSON.stringify(configuration) }
    await client.post(`/Workflows/${workflow}`, form)
    client.settle()
    expect(await client.task(task)).toMatchObject({ task_queue_friendly_name: 'Sales' })
    await client.post(`/Workflows/${workflow}`, { ...form, ReEvaluateTasks: 'true' })
    client.settle()
    expect(await client.rings(task)).toEqual(['carol pending'])
  })
})

describe('skip_if', () => {
  test('leaves a target at once that has nobody, down to the default filter', async () => {
    const client = createTaskrouterClient()
    await client.keepAvailable('carol')
    const workflow = await client.createWorkflow({
      ...oneFilter({ queue: client.queueSid('Sales'), skip_if: 'workers.available == 0' }),
      default_filter: { queue: client.queueSid('Everyone') },
    })
    expect(await client.rings(await client.createTask({ WorkflowSid: workflow }))).toEqual(['carol pending'])
  })

  test('ends the workflow where there is nowhere else to go', async () => {
    const client = createTaskrouterClient()
    await client.keepAvailable()
    const routing = oneFilter({ queue: client.queueSid('Sales'), skip_if: 'workers.available == 0' })
    const task = await client.createTask({ WorkflowSid: await client.createWorkflow(routing) })
    expect(await client.task(task)).toMatchObject({ assignment_status: 'canceled' })
    expect(await eventTypes(client, task)).toContain('workflow.skipped')
  })

  test('is not asked while somebody can be', async () => {
    const client = createTaskrouterClient()
    const routing = oneFilter({ queue: client.queueSid('Sales'), skip_if: '1==1' })
    const task = await client.createTask({ WorkflowSid: await client.createWorkflow(routing) })
    expect(await client.rings(task)).toEqual(['alice pending'])
  })

  test('counts by activity', async () => {
    const client = createTaskrouterClient()
    await client.keepAvailable()
    await client.setActivity('alice', 'Break')
    const skip = `workers.${client.activitySid('Break')} == 1 AND workers.unavailable == 2`
    const workflow = await client.createWorkflow(
      oneFilter({ queue: client.queueSid('Sales'), skip_if: skip }, { queue: client.queueSid('Support') }),
    )
    const task = await client.createTask({ WorkflowSid: workflow })
    expect(await client.task(task)).toMatchObject({ task_queue_friendly_name: 'Support' })
  })
})

describe('the worker who is asked', () => {
  test('is the one who has waited longest for a task', async () => {
    const client = createTaskrouterClient()
    const form = { WorkflowSid: client.emulator.contactCenter.assignWorkflowSid }
    const rings: unknown[] = []
    for (let count = 0; count < 5; count++) rings.push(await client.rings(await client.createTask(form)))
    expect(rings.flat()).toEqual(['alice pending', 'bob pending', 'carol pending', 'dave pending', 'alice pending'])
  })

  test('has nothing to do, if there is such a one', async () => {
    const client = createTaskrouterClient()
    await client.keepAvailable('alice', 'bob')
    const form = { WorkflowSid: client.emulator.contactCenter.assignWorkflowSid }
    const first = await client.createTask(form)
    await client.answer(first, 'alice', 'accepted')
    const second = await client.createTask(form)
    await client.answer(second, 'bob', 'accepted')
    await client.post(`/Tasks/${second}`, { AssignmentStatus: 'completed', Reason: 'x' })
    expect(await client.rings(await client.createTask(form))).toEqual(['bob pending'])
  })

  test('is the first by the target’s own order', async () => {
    const client = createTaskrouterClient()
    for (const [name, level] of [
      ['alice', 1],
      ['bob', 3],
      ['carol', 2],
    ] as const) {
      await client.post(`/Workers/${client.workerSid(name)}`, { Attributes: JSON.stringify({ level }) })
    }
    const routing = oneFilter({ queue: client.queueSid('Everyone'), order_by: 'worker.level DESC' })
    const workflow = await client.createWorkflow(routing)
    expect(await client.rings(await client.createTask({ WorkflowSid: workflow }))).toEqual(['bob pending'])
  })

  test('fits the target’s expression', async () => {
    const client = createTaskrouterClient()
    const expression = 'worker.sid NOT IN task.inside'
    const workflow = await client.createWorkflow(oneFilter({ queue: client.queueSid('Everyone'), expression }))
    const inside = ['alice', 'bob'].map((name) => client.workerSid(name))
    const task = await client.createTask({ WorkflowSid: workflow, Attributes: JSON.stringify({ inside }) })
    expect(await client.rings(task)).toEqual(['carol pending'])
  })

  test.each([
    ['false', []],
    ['true', ['alice pending']],
  ] as const)('is anybody, if what is not there counts as %s', async (notInNull, expected) => {
    const client = createTaskrouterClient({ notInNull })
    const expression = 'worker.sid NOT IN task.inside'
    const workflow = await client.createWorkflow(oneFilter({ queue: client.queueSid('Everyone'), expression }))
    expect(await client.rings(await client.createTask({ WorkflowSid: workflow }))).toEqual(expected)
  })

  test.each([
    ['differ', []],
    ['converted', ['alice pending']],
  ] as const)('is found by a number for a text, if types %s', async (mixedTypes, expected) => {
    const client = createTaskrouterClient({ mixedTypes })
    const expression = 'task.level == 5'
    const workflow = await client.createWorkflow(oneFilter({ queue: client.queueSid('Everyone'), expression }))
    const task = await client.createTask({ WorkflowSid: workflow, Attributes: '{"level":"5"}' })
    expect(await client.rings(task)).toEqual(expected)
  })

  test.each(['activity', 'channel', 'capacity'])('is available in every sense, also by %s', async (reason) => {
    const client = createTaskrouterClient()
    await client.keepAvailable('alice')
    const chat = `/Workers/${client.workerSid('alice')}/Channels/chat`
    if (reason === 'activity') await client.setActivity('alice', 'Break')
    if (reason === 'channel') await client.post(chat, { Available: 'false' })
    if (reason === 'capacity') await client.post(chat, { Capacity: '0' })
    const task = await client.createTask({ WorkflowSid: client.emulator.contactCenter.assignWorkflowSid })
    expect(await client.rings(task)).toEqual([])
    if (reason === 'activity') await client.setActivity('alice', 'Available')
    else await client.post(chat, { Available: 'true', Capacity: '1' })
    client.settle()
    expect(await client.rings(task)).toEqual(['alice pending'])
  })

  test('is asked for no more than the worker can take', async () => {
    const client = createTaskrouterClient()
    await client.keepAvailable('alice')
    await client.setChatCapacity('alice', 2)
    const form = { WorkflowSid: client.emulator.contactCenter.assignWorkflowSid }
    const tasks = [await client.createTask(form), await client.createTask(form), await client.createTask(form)]
    const rings = await Promise.all(tasks.map((task) => client.rings(task)))
    expect(rings).toEqual([['alice pending'], ['alice pending'], []])
    await client.answer(String(tasks[0]), 'alice', 'accepted')
    await client.post(`/Tasks/${String(tasks[0])}`, { AssignmentStatus: 'completed', Reason: 'x' })
    client.settle()
    expect(await client.rings(String(tasks[2]))).toEqual(['alice pending'])
  })
})

test.each([
  [true, []],
  [false, ['alice pending']],
])('a task in wrap-up takes up capacity: %s', async (wrappingTakesCapacity, expected) => {
  const client = createTaskrouterClient({ wrappingTakesCapacity })
  await client.keepAvailable('alice')
  await client.setChatCapacity('alice', 1)
  const form = { WorkflowSid: client.emulator.contactCenter.assignWorkflowSid }
  const first = await client.createTask(form)
  await client.answer(first, 'alice', 'accepted')
  const second = await client.createTask(form)
  expect(await client.rings(second)).toEqual([])
  await client.post(`/Tasks/${first}`, { AssignmentStatus: 'wrapping' })
  client.settle()
  expect(await client.rings(second)).toEqual(expected)
})

describe('a task that is let go by', () => {
  test('is offered to the others first, then to the same again', async () => {
    const client = createTaskrouterClient()
    await client.keepAvailable('alice', 'bob')
    const task = await client.createTask({ WorkflowSid: client.emulator.contactCenter.assignWorkflowSid })
    await client.answer(task, 'alice', 'rejected')
    await client.answer(task, 'bob', 'rejected')
    expect(await client.rings(task)).toEqual(['alice rejected', 'bob rejected', 'alice pending'])
  })

  test('is not offered to the same again, if so assumed', async () => {
    const client = createTaskrouterClient({ declinedWorkerRungAgain: false })
    await client.keepAvailable('alice')
    const task = await client.createTask({ WorkflowSid: client.emulator.contactCenter.assignWorkflowSid })
    await client.answer(task, 'alice', 'rejected')
    expect(await client.rings(task)).toEqual(['alice rejected'])
    await client.setActivity('bob', 'Available')
    expect(await client.rings(task)).toEqual(['alice rejected', 'bob pending'])
  })

  test('goes on to the next target if this one’s time is over by then', async () => {
    const client = createTaskrouterClient()
    await client.keepAvailable('alice', 'bob', 'carol')
    const workflow = await client.createWorkflow(
      oneFilter({ queue: client.queueSid('Sales'), timeout: 30 }, { queue: client.queueSid('Support') }),
    )
    const task = await client.createTask({ WorkflowSid: workflow })
    client.emulator.clock.advanceBy(40 * SECOND_MS)
    expect(await client.rings(task)).toEqual(['alice pending'])
    await client.answer(task, 'alice', 'rejected')
    expect(await client.task(task)).toMatchObject({ task_queue_friendly_name: 'Support' })
    expect(await client.rings(task)).toEqual(['alice rejected', 'carol pending'])
  })

  test('a thousand times is canceled', async () => {
    const client = createTaskrouterClient()
    await client.keepAvailable('alice')
    const task = await client.createTask({ WorkflowSid: client.emulator.contactCenter.assignWorkflowSid })
    for (let count = 0; count < 1000; count++) await client.answer(task, 'alice', 'rejected')
    const reason = 'Task TTL Exceeded or Max assignment count exceeded'
    expect(await client.task(task)).toMatchObject({ assignment_status: 'canceled', reason })
  }, 60_000)
})
