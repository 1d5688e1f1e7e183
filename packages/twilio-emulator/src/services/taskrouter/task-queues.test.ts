import { describe, expect, test } from 'vitest'
import { createTaskrouterClient } from '../../testing/taskrouter-client.ts'

describe('the list of task queues', () => {
  test.each([
    ['FriendlyName=Sales', ['Sales']],
    [`EvaluateWorkerAttributes=${encodeURIComponent('friendly_name == "bob"')}`, ['Everyone', 'Sales']],
  ])('by %s', async (query, expected) => {
    const rows = await createTaskrouterClient().list(`/TaskQueues?${query}`)
    expect(rows.map((row) => row['friendly_name'])).toEqual(expected)
  })

  test('by a worker of theirs', async () => {
    const client = createTaskrouterClient()
    const rows = await client.list(`/TaskQueues?WorkerSid=${client.workerSid('carol')}`)
    expect(rows.map((row) => row['friendly_name'])).toEqual(['Everyone', 'Support'])
  })
})

describe('a task queue', () => {
  test('has the defaults that Twilio documents', async () => {
    const client = createTaskrouterClient()
    const sid = await client.createQueue('All')
    expect((await client.get(`/TaskQueues/${sid}`)).body).toMatchObject({
      friendly_name: 'All',
      target_workers: '1==1',
      max_reserved_workers: 1,
      task_order: 'FIFO',
      assignment_activity_sid: null,
    })
  })

  test.each([
    ['an expression that cannot be read', { TargetWorkers: 'skill-level > 3' }],
    ['more than 50 workers to ask at once', { MaxReservedWorkers: '51' }],
    ['the name of another', { FriendlyName: 'Sales' }],
    ['an order that is none', { TaskOrder: 'RANDOM' }],
  ])('is refused with %s', async (_, form) => {
    const answer = await createTaskrouterClient().post('/TaskQueues', { FriendlyName: 'All', ...form })
    expect(answer.status).toBe(400)
    expect(answer.body['code']).toBe(20001)
  })

  test('without an expression reaches nobody', async () => {
    const client = createTaskrouterClient()
    await client.createQueue('Nobody', { TargetWorkers: '' })
    expect(await client.list('/Workers?TaskQueueName=Nobody')).toEqual([])
  })

  test('offers its tasks to those whom a new expression lets in', async () => {
    const client = createTaskrouterClient()
    const queue = await client.createQueue('Picky', { TargetWorkers: 'level > 5' })
    const workflow = await client.createWorkflow({ filters: [], default_filter: { queue } })
    const task = await client.createTask({ WorkflowSid: workflow })
    expect(await client.rings(task)).toEqual([])
    const updated = await client.post(`/TaskQueues/${queue}`, { TargetWorkers: 'full_name == "Dave"' })
    expect(updated.body).toMatchObject({ target_workers: 'full_name == "Dave"' })
    client.settle()
    expect(await client.rings(task)).toEqual(['dave pending'])
  })

  test('is deleted once no workflow names it', async () => {
    const client = createTaskrouterClient()
    expect((await client.delete(`/TaskQueues/${client.queueSid('Sales')}`)).status).toBe(400)
    const sid = await client.createQueue('Unused')
    expect((await client.delete(`/TaskQueues/${sid}`)).status).toBe(204)
    expect((await client.get(`/TaskQueues/${sid}`)).status).toBe(404)
  })
})
