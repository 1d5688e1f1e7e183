import { describe, expect, test } from 'vitest'
import { createTaskrouterClient } from '../../testing/taskrouter-client.ts'

describe('a task that is routed to a worker', () => {
  test('rings there however busy or away the worker is', async () => {
    const client = createTaskrouterClient()
    await client.setActivity('bob', 'Offline')
    await client.setChatCapacity('bob', 0)
    const task = await client.createTask({ RoutingTarget: client.workerSid('bob') })
    expect(await client.rings(task)).toEqual(['bob pending'])
    expect(await client.task(task)).toMatchObject({ ignore_capacity: true, routing_target: client.workerSid('bob') })
  })

  test('waits for the worker if it was told to mind', async () => {
    const client = createTaskrouterClient()
    await client.setActivity('bob', 'Offline')
    const task = await client.createTask({ RoutingTarget: client.workerSid('bob'), IgnoreCapacity: 'false' })
    expect(await client.rings(task)).toEqual([])
    await client.setActivity('bob', 'Available')
    expect(await client.rings(task)).toEqual(['bob pending'])
  })

  test('is canceled when the worker rejects it', async () => {
    const client = createTaskrouterClient()
    const task = await client.createTask({ RoutingTarget: client.workerSid('bob') })
    await client.answer(task, 'bob', 'rejected')
    expect(await client.task(task)).toMatchObject({ assignment_status: 'canceled' })
  })

  test('is canceled when the worker lets it ring out', async () => {
    const client = createTaskrouterClient()
    const task = await client.createTask({ RoutingTarget: client.workerSid('bob') })
    client.emulator.clock.advanceBy(121_000)
    expect(await client.task(task)).toMatchObject({ assignment_status: 'canceled' })
    expect(await client.rings(task)).toEqual(['bob timeout'])
  })

  test('rings again, if so assumed', async () => {
    const client = createTaskrouterClient({ declinedDirectTask: 'rung-again' })
    const task = await client.createTask({ RoutingTarget: client.workerSid('bob') })
    await client.answer(task, 'bob', 'rejected')
    expect(await client.rings(task)).toEqual(['bob rejected', 'bob pending'])
  })
})

test('a task that is routed to a queue asks its workers, past any workflow', async () => {
  const client = createTaskrouterClient()
  const { assignWorkflowSid } = client.emulator.contactCenter
  await client.keepAvailable('carol')
  const form = { WorkflowSid: assignWorkflowSid, RoutingTarget: client.queueSid('Sales') }
  const task = await client.createTask(form)
  expect(await client.task(task)).toMatchObject({ task_queue_friendly_name: 'Sales', assignment_status: 'pending' })
  await client.setActivity('bob', 'Available')
  expect(await client.rings(task)).toEqual(['bob pending'])
})

test('a task that is routed to a workflow goes through that one', async () => {
  const client = createTaskrouterClient()
  const filters = [{ expression: '1==1', targets: [{ queue: client.queueSid('Support') }] }]
  const task = await client.createTask({ RoutingTarget: await client.createWorkflow({ filters }) })
  expect(await client.task(task)).toMatchObject({ task_queue_friendly_name: 'Support' })
})
