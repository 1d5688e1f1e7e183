import { describe, expect, test } from 'vitest'
import { createTaskrouterClient, type TaskrouterClient } from '../../testing/taskrouter-client.ts'

/** A workflow that wants the worker whom the task names for 30 seconds, and then anybody. */
async function knownWorkflow(client: TaskrouterClient, reference: object): Promise<string> {
  const queue = client.queueSid('Everyone')
  return client.createWorkflow({
    filters: [{ expression: '1==1', targets: [{ queue, timeout: 30, ...reference }, {}] }],
  })
}

describe('a known worker', () => {
  test.each([
    ['sid', { known_worker_sid: 'task.agent' }],
    ['friendly name', { known_worker_friendly_name: 'task.agent' }],
  ])('is asked, by %s, whoever else is free', async (by, reference) => {
    const client = createTaskrouterClient()
    const agent = by === 'sid' ? client.workerSid('carol') : 'carol'
    const workflow = await knownWorkflow(client, reference)
    const task = await client.createTask({ WorkflowSid: workflow, Attributes: JSON.stringify({ agent }) })
    expect(await client.rings(task)).toEqual(['carol pending'])
  })

  test('is waited for while away, until the target’s time is over', async () => {
    const client = createTaskrouterClient()
    await client.setActivity('carol', 'Break')
    const workflow = await knownWorkflow(client, { known_worker_friendly_name: 'task.agent' })
    const task = await client.createTask({ WorkflowSid: workflow, Attributes: '{"agent":"carol"}' })
    expect(await client.rings(task)).toEqual([])
    client.emulator.clock.advanceBy(30_000)
    expect(await client.rings(task)).toEqual(['alice pending'])
  })

  test('is asked as soon as available again', async () => {
    const client = createTaskrouterClient()
    await client.setActivity('carol', 'Break')
    const workflow = await knownWorkflow(client, { known_worker_friendly_name: 'task.agent' })
    const task = await client.createTask({ WorkflowSid: workflow, Attributes: '{"agent":"carol"}' })
    await client.setActivity('carol', 'Available')
    expect(await client.rings(task)).toEqual(['carol pending'])
  })

  test('who rejects is asked again, and nobody else', async () => {
    const client = createTaskrouterClient({ declinedWorkerRungAgain: false })
    const workflow = await knownWorkflow(client, { known_worker_friendly_name: 'task.agent' })
    const task = await client.createTask({ WorkflowSid: workflow, Attributes: '{"agent":"carol"}' })
    await client.answer(task, 'carol', 'rejected')
    expect(await client.rings(task)).toEqual(['carol rejected', 'carol pending'])
  })

  test.each([
    ['nobody', '{"agent":null}'],
    ['something that is not there', '{}'],
    ['no string', '{"agent":5}'],
    ['a stranger', '{"agent":"erin"}'],
  ])('that is %s holds the task until the target’s time is over', async (_, attributes) => {
    const client = createTaskrouterClient()
    const workflow = await knownWorkflow(client, { known_worker_friendly_name: 'task.agent' })
    const task = await client.createTask({ WorkflowSid: workflow, Attributes: attributes })
    expect(await client.rings(task)).toEqual([])
    client.emulator.clock.advanceBy(30_000)
    expect(await client.rings(task)).toEqual(['alice pending'])
  })

  test('must be in the target’s queue and fit its expression', async () => {
    const client = createTaskrouterClient()
    const reference = { known_worker_friendly_name: 'task.agent', timeout: 30 }
    const workflow = await client.createWorkflow({
      filters: [
        { expression: 'sales == true', targets: [{ queue: client.queueSid('Sales'), ...reference }] },
        {
          expression: '1==1',
          targets: [{ queue: client.queueSid('Everyone'), ...reference, expression: 'worker.sid NOT IN task.inside' }],
        },
      ],
    })
    const outside = await client.createTask({ WorkflowSid: workflow, Attributes: '{"agent":"carol","sales":true}' })
    const attributes = JSON.stringify({ agent: 'carol', inside: [client.workerSid('carol')] })
    const inside = await client.createTask({ WorkflowSid: workflow, Attributes: attributes })
    expect(await client.rings(outside)).toEqual([])
    expect(await client.rings(inside)).toEqual([])
  })

  test('is found by the attributes as they are when somebody changes them', async () => {
    const client = createTaskrouterClient()
    const workflow = await knownWorkflow(client, { known_worker_friendly_name: 'task.agent' })
    const task = await client.createTask({ WorkflowSid: workflow, Attributes: '{"agent":null}' })
    await client.post(`/Tasks/${task}`, { Attributes: '{"agent":"dave"}' })
    client.settle()
    expect(await client.rings(task)).toEqual(['dave pending'])
  })
})

describe('the workflow for transfers', () => {
  const invite = { transferTargetType: 'worker', workerSidsInConversation: [] }

  test('rings at the worker who is meant, and ends after two minutes without an answer', async () => {
    const client = createTaskrouterClient()
    await client.setActivity('bob', 'Offline')
    const attributes = JSON.stringify({ ...invite, transferTargetSid: client.workerSid('bob') })
    const { workflowSid } = client.emulator.contactCenter
    const task = await client.createTask({ WorkflowSid: workflowSid, Attributes: attributes })
    expect(await client.rings(task)).toEqual([])
    await client.setActivity('bob', 'Available')
    expect(await client.rings(task)).toEqual(['bob pending'])
  })

  test('rings at nobody who is in the conversation already', async () => {
    const client = createTaskrouterClient()
    const inside = ['alice', 'carol'].map((name) => client.workerSid(name))
    const attributes = { transferTargetType: 'queue', transferQueueName: 'Support', workerSidsInConversation: inside }
    const { workflowSid } = client.emulator.contactCenter
    const task = await client.createTask({ WorkflowSid: workflowSid, Attributes: JSON.stringify(attributes) })
    expect(await client.rings(task)).toEqual(['dave pending'])
  })

  test('takes the queue by its sid too, and what is neither to everyone', async () => {
    const client = createTaskrouterClient()
    const { workflowSid } = client.emulator.contactCenter
    const bySid = {
      transferTargetType: 'queue',
      transferTargetSid: client.queueSid('Sales'),
      workerSidsInConversation: [],
    }
    const task = await client.createTask({ WorkflowSid: workflowSid, Attributes: JSON.stringify(bySid) })
    expect(await client.task(task)).toMatchObject({ task_queue_friendly_name: 'Sales' })
    const other = await client.createTask({ WorkflowSid: workflowSid, Attributes: '{"workerSidsInConversation":[]}' })
    expect(await client.task(other)).toMatchObject({
      task_queue_friendly_name: 'Everyone',
      assignment_status: 'reserved',
    })
  })
})
