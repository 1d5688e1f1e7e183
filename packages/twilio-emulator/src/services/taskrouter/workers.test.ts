import { describe, expect, test } from 'vitest'
import { createTaskrouterClient } from '../../testing/taskrouter-client.ts'

describe('the list of workers', () => {
  test.each([
    ['Available=true', ['alice', 'bob', 'carol', 'dave']],
    ['Available=false', ['supervisor']],
    ['ActivityName=Offline', ['supervisor']],
    ['FriendlyName=bob', ['bob']],
    ['TaskQueueName=Sales', ['alice', 'bob']],
    ['TaskQueueName=Nobody', []],
    [`TargetWorkersExpression=${encodeURIComponent('routing.skills HAS "support"')}`, ['alice', 'carol', 'dave']],
    [`TargetWorkersExpression=${encodeURIComponent('friendly_name == "dave"')}`, ['dave']],
    [`TargetWorkersExpression=${encodeURIComponent('activity_name != "Available"')}`, ['supervisor']],
  ])('by %s', async (query, expected) => {
    const rows = await createTaskrouterClient().list(`/Workers?${query}`)
    expect(rows.map((row) => row['friendly_name'])).toEqual(expected)
  })

  test('by the sids of a queue and an activity', async () => {
    const client = createTaskrouterClient()
    const inSales = await client.list(`/Workers?TaskQueueSid=${client.queueSid('Sales')}`)
    expect(inSales.map((row) => row['friendly_name'])).toEqual(['alice', 'bob'])
    const offline = await client.list(`/Workers?ActivitySid=${client.activitySid('Offline')}`)
    expect(offline.map((row) => row['friendly_name'])).toEqual(['supervisor'])
  })
})

describe('a worker', () => {
  test('is created in the default activity with a channel of each kind', async () => {
    const client = createTaskrouterClient()
    const { body, status } = await client.post('/Workers', {
      FriendlyName: 'erin',
      Attributes: '{"routing":{"skills":["sales"]}}',
    })
    expect(status).toBe(201)
    expect(body).toMatchObject({ friendly_name: 'erin', activity_name: 'Offline', available: false })
    const channels = await client.list(`/Workers/${String(body['sid'])}/Channels`)
    expect(channels.map((row) => row['task_channel_unique_name'])).toEqual(['default', 'voice', 'chat', 'sms'])
    const inSales = await client.list('/Workers?TaskQueueName=Sales')
    expect(inSales.map((row) => row['friendly_name'])).toEqual(['alice', 'bob', 'erin'])
  })

  test('cannot have the name of another, whatever the capitals', async () => {
    const answer = await createTaskrouterClient().post('/Workers', { FriendlyName: 'Alice' })
    expect(answer.status).toBe(400)
    expect(answer.body['message']).toBe('Worker with the same friendly name already exists')
  })

  test('goes to another activity, which shows when it did and makes a new version', async () => {
    const client = createTaskrouterClient()
    client.emulator.clock.advanceBy(60_000)
    const before = await client.get(`/Workers/${client.workerSid('alice')}`)
    const after = await client.setActivity('alice', 'Break')
    expect(after.body).toMatchObject({
      activity_name: 'Break',
      available: false,
      date_status_changed: '2026-01-31T09:31:00Z',
    })
    expect(after.headers.get('ETag')).not.toBe(before.headers.get('ETag'))
  })

  test('is in other queues as soon as its attributes say so', async () => {
    const client = createTaskrouterClient()
    expect(await client.list('/Workers?TaskQueueName=Sales')).toHaveLength(2)
    const attributes = JSON.stringify({ routing: { skills: ['sales'] } })
    await client.post(`/Workers/${client.workerSid('carol')}`, { Attributes: attributes })
    const inSales = await client.list('/Workers?TaskQueueName=Sales')
    expect(inSales.map((row) => row['friendly_name'])).toEqual(['alice', 'bob', 'carol'])
    expect(await client.list('/Workers?TaskQueueName=Support')).toHaveLength(2)
  })

  test('keeps its ringing reservations when it goes away, unless they are rejected with it', async () => {
    const client = createTaskrouterClient()
    const task = await client.createTask({ WorkflowSid: client.emulator.contactCenter.assignWorkflowSid })
    await client.setActivity('alice', 'Break')
    expect(await client.rings(task)).toEqual(['alice pending'])
    const form = { ActivitySid: client.activitySid('Offline'), RejectPendingReservations: 'true' }
    await client.post(`/Workers/${client.workerSid('alice')}`, form)
    client.settle()
    expect(await client.rings(task)).toEqual(['alice rejected', 'bob pending'])
  })

  test('cannot reject its reservations while it stays available', async () => {
    const client = createTaskrouterClient()
    const path = `/Workers/${client.workerSid('alice')}`
    expect((await client.post(path, { RejectPendingReservations: 'true' })).status).toBe(400)
    const form = { ActivitySid: client.activitySid('Available'), RejectPendingReservations: 'true' }
    expect((await client.post(path, form)).status).toBe(400)
  })

  test('keeps its assigned tasks when it goes offline', async () => {
    const client = createTaskrouterClient()
    const task = await client.createTask({ WorkflowSid: client.emulator.contactCenter.assignWorkflowSid })
    await client.answer(task, 'alice', 'accepted')
    await client.setActivity('alice', 'Offline')
    expect(await client.task(task)).toMatchObject({ assignment_status: 'assigned' })
  })

  test('is updated by those who know its latest version', async () => {
    const client = createTaskrouterClient()
    const path = `/Workers/${client.workerSid('alice')}`
    expect((await client.post(path, { Attributes: '{}' }, { 'If-Match': '"99"' })).status).toBe(412)
    const etag = (await client.get(path)).headers.get('ETag') ?? ''
    expect((await client.post(path, { Attributes: '{}' }, { 'If-Match': etag })).status).toBe(200)
  })

  test.each([
    ['attributes of more than 4096 characters', { Attributes: JSON.stringify({ note: 'x'.repeat(4096) }) }],
    ['an activity that is not there', { ActivitySid: 'WA0' }],
    ['a name of more than 64 characters', { FriendlyName: 'x'.repeat(65) }],
  ])('is not updated with %s', async (_, form) => {
    const client = createTaskrouterClient()
    expect((await client.post(`/Workers/${client.workerSid('alice')}`, form)).status).toBe(400)
  })

  test('is deleted once it has nothing to do any more', async () => {
    const client = createTaskrouterClient()
    const task = await client.createTask({ WorkflowSid: client.emulator.contactCenter.assignWorkflowSid })
    const path = `/Workers/${client.workerSid('alice')}`
    expect((await client.delete(path)).status).toBe(400)
    await client.post(`/Tasks/${task}`, { AssignmentStatus: 'canceled', Reason: 'x' })
    expect((await client.delete(path)).status).toBe(204)
    expect((await client.get(path)).status).toBe(404)
    expect(await client.list('/Workers?TaskQueueName=Sales')).toHaveLength(1)
  })
})

describe('a worker’s channel', () => {
  test('counts what the worker has, rings for and wraps up', async () => {
    const client = createTaskrouterClient()
    const task = await client.createTask({ WorkflowSid: client.emulator.contactCenter.assignWorkflowSid })
    const path = `/Workers/${client.workerSid('alice')}/Channels/chat`
    const ringing = { assigned_tasks: 1, available_capacity_percentage: 66, configured_capacity: 3 }
    expect((await client.get(path)).body).toMatchObject(ringing)
    await client.answer(task, 'alice', 'accepted')
    await client.post(`/Tasks/${task}`, { AssignmentStatus: 'wrapping', Reason: 'x' })
    expect((await client.get(path)).body).toMatchObject(ringing)
    await client.post(`/Tasks/${task}`, { AssignmentStatus: 'completed', Reason: 'x' })
    expect((await client.get(path)).body).toMatchObject({ assigned_tasks: 0, available_capacity_percentage: 100 })
  })

  test('is found by its sid and by those of its task channel, and updated', async () => {
    const client = createTaskrouterClient()
    const worker = `/Workers/${client.workerSid('alice')}/Channels`
    const { body } = await client.get(`${worker}/chat`)
    for (const name of [body['sid'], body['task_channel_sid']]) {
      expect((await client.get(`${worker}/${String(name)}`)).body).toEqual(body)
    }
    const updated = await client.post(`${worker}/chat`, { Capacity: '0', Available: 'false' })
    expect(updated.body).toMatchObject({ configured_capacity: 0, available: false, available_capacity_percentage: 0 })
    expect((await client.get(`${worker}/fax`)).status).toBe(404)
    expect((await client.post(`${worker}/chat`, { Capacity: '51' })).status).toBe(400)
  })
})
