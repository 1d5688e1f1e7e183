import { describe, expect, test } from 'vitest'
import { connectDesktop, contentsOf, payloadOf } from '../../testing/bridge-client.ts'
import { createTestEmulator } from '../../testing/test-client.ts'
import { ring, startInteraction, workerSid } from '../../testing/test-interaction.ts'

const activitySid = (emulator: ReturnType<typeof createTestEmulator>, name: string): string =>
  emulator.contactCenter.activities.find((activity) => activity.name === name)?.sid ?? ''

describe('what a desktop reads when it connects', () => {
  test('is its worker, the activities, its channels and its open reservations, with every field that it needs', async () => {
    const emulator = createTestEmulator()
    const { taskSid } = await startInteraction(emulator, 'alice')
    ring(emulator, { worker: 'alice', taskSid })
    const desktop = connectDesktop(emulator, 'alice')
    const me = `/Workers/${desktop.workerSid}`
    const worker = await desktop.get(me)
    expect(worker.body['payload']).toMatchObject({
      sid: desktop.workerSid,
      friendly_name: 'alice',
      activity_name: 'Available',
      available: true,
      date_created: expect.any(Number),
      date_status_changed: expect.any(Number),
      version: expect.any(Number),
    })
    const activities = contentsOf(await desktop.get('/Activities', { PageSize: 1000 }))
    expect(activities.map((row) => row['friendly_name'])).toEqual(['Offline', 'Available', 'Unavailable', 'Break'])
    const channels = contentsOf(await desktop.get(`${me}/WorkerChannels`, { PageSize: 1000 }))
    expect(channels.find((row) => row['task_channel_unique_name'] === 'chat')).toMatchObject({ assigned_tasks: 1 })
    const reservations = contentsOf(await desktop.get(`${me}/Reservations`, { Active: 'true', PageSize: 1000 }))
    expect(reservations).toHaveLength(1)
    expect(reservations[0]).toMatchObject({
      reservation_status: 'pending',
      reservation_timeout: 120,
      task: { sid: taskSid, assignment_status: 'reserved', queue_name: null, addons: '{}' },
    })
    expect(reservations[0]).not.toHaveProperty('task_transfer')
  })

  test('comes page by page', async () => {
    const emulator = createTestEmulator()
    const desktop = connectDesktop(emulator, 'alice')
    const first = await desktop.get('/Activities', { PageSize: 3 })
    expect(contentsOf(first)).toHaveLength(3)
    const { after_sid } = payloadOf(first.body)
    const second = await desktop.get('/Activities', { PageSize: 3, AfterSid: after_sid })
    expect(contentsOf(second).map((row) => row['friendly_name'])).toEqual(['Break'])
    expect(payloadOf(second.body)).toMatchObject({ after_sid: null, meta: { next_token: null } })
  })
})

describe('what a desktop changes', () => {
  test('is the activity and the attributes of its own worker', async () => {
    const emulator = createTestEmulator()
    const desktop = connectDesktop(emulator, 'alice')
    const me = `/Workers/${desktop.workerSid}`
    const away = await desktop.post(me, { ActivitySid: activitySid(emulator, 'Break') })
    expect(away.body['payload']).toMatchObject({ activity_name: 'Break', available: false })
    const renamed = await desktop.post(me, { Attributes: { full_name: 'Alice B.' } })
    expect(payloadOf(renamed.body)['attributes']).toBe('{"full_name":"Alice B."}')
  })

  test('is a task that was never a conversation, from accepting to completing', async () => {
    const emulator = createTestEmulator()
    const desktop = connectDesktop(emulator, 'alice')
    const created = await desktop.post('/Tasks', {
      WorkflowSid: emulator.contactCenter.assignWorkflowSid,
      RoutingTarget: desktop.workerSid,
      Attributes: { name: 'Call back' },
    })
    const taskSid = String(payloadOf(created.body)['sid'])
    const { sid } = ring(emulator, { worker: 'alice', taskSid })
    const path = `/Workers/${desktop.workerSid}/Reservations/${sid}`
    for (const status of ['accepted', 'wrapping', 'completed']) {
      const answer = await desktop.post(path, { ReservationStatus: status })
      expect(answer.body['payload']).toMatchObject({ reservation_status: status })
    }
    expect(emulator.world.taskrouter.tasks.get(taskSid)?.status).toBe('completed')
  })

  test('is the attributes of a task that it has', async () => {
    const emulator = createTestEmulator()
    const { taskSid } = await startInteraction(emulator, 'alice')
    ring(emulator, { worker: 'alice', taskSid })
    const answer = await connectDesktop(emulator, 'alice').post(`/Tasks/${taskSid}`, { Attributes: { note: 'urgent' } })
    expect(payloadOf(answer.body)['attributes']).toBe('{"note":"urgent"}')
  })
})

describe('a token', () => {
  test('opens its own worker only: others are shown in the directory, and no more', async () => {
    const emulator = createTestEmulator()
    const desktop = connectDesktop(emulator, 'alice')
    const bob = `/Workers/${workerSid(emulator, 'bob')}`
    const { taskSid } = await startInteraction(emulator, 'bob')
    ring(emulator, { worker: 'bob', taskSid })
    const statuses = [
      await desktop.get(bob),
      await desktop.get(`${bob}/Reservations`, { Active: 'true' }),
      await desktop.get(`${bob}/WorkerChannels`),
      await desktop.post(bob, { ActivitySid: activitySid(emulator, 'Break') }),
      await desktop.get(`/Tasks/${taskSid}`),
    ].map(({ status }) => status)
    expect(statuses).toEqual([200, 403, 403, 403, 403])
  })

  test('of a supervisor opens them all', async () => {
    const emulator = createTestEmulator()
    const desktop = connectDesktop(emulator, 'supervisor')
    const { taskSid } = await startInteraction(emulator, 'bob')
    const moved = await desktop.post(`/Workers/${workerSid(emulator, 'bob')}`, {
      ActivitySid: activitySid(emulator, 'Break'),
    })
    expect([moved.status, (await desktop.get(`/Tasks/${taskSid}`)).status]).toEqual([200, 200])
  })

  test('that nobody gave out opens nothing, and the answer says so in the words of the bridge', async () => {
    const emulator = createTestEmulator()
    const json = { url: 'Workspaces/WS1/Activities', method: 'GET', token: 'made-up' }
    const answer = await emulator.call('event-bridge.twilio.com', '/v1/wschannels', { json })
    expect(answer.status).toBe(401)
    expect(answer.body).toEqual({ message: 'Authentication Error - invalid username' })
  })
})

describe('the directory', () => {
  test('has everybody who fits the expression, in the order that is asked for', async () => {
    const emulator = createTestEmulator()
    const desktop = connectDesktop(emulator, 'alice')
    emulator.clock.advanceBy(5000)
    await desktop.post(`/Workers/${desktop.workerSid}`, { ActivitySid: activitySid(emulator, 'Break') })
    const all = await desktop.get('/Workers', { PageSize: 1000, Ordering: 'DateStatusChanged:desc' })
    expect(contentsOf(all).map((row) => row['friendly_name'])).toEqual(['alice', 'bob', 'carol', 'dave', 'supervisor'])
    const found = await desktop.get('/Workers', {
      PageSize: 1000,
      Ordering: 'DateStatusChanged:desc',
      TargetWorkersExpression: 'full_name contains "Bo"',
    })
    expect(contentsOf(found).map((row) => row['friendly_name'])).toEqual(['bob'])
    const queues = await desktop.get('/TaskQueues', { PageSize: 1000, Ordering: 'DateUpdated:desc' })
    expect(contentsOf(queues).map((row) => row['friendly_name'])).toEqual(['Everyone', 'Sales', 'Support'])
  })
})

describe('an envelope', () => {
  test('that is none, or holds a call that is not built, is refused with a sentence', async () => {
    const emulator = createTestEmulator()
    const desktop = connectDesktop(emulator, 'alice')
    const answers = [
      await emulator.call('event-bridge.twilio.com', '/v1/wschannels', { json: { url: '../../x y', method: 'PUT' } }),
      await desktop.get('/Workflows'),
      await desktop.post('/Tasks', { Attributes: 'text' }),
      await desktop.get('/Activities', { PageSize: 'all' }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([400, 501, 400, 400])
    for (const { body } of answers) expect(body['message']).toEqual(expect.stringMatching(/\w+ \w+/))
  })

  test('that is nested too deeply is refused, and nothing breaks', async () => {
    const emulator = createTestEmulator()
    const depth = 20_000
    const body = `{"url":"v1/Interactions","method":"POST","token":"x","params":{"a":${'['.repeat(depth)}${']'.repeat(depth)}}}`
    const url = 'http://emulator/__twilio/event-bridge.twilio.com/v1/wschannels'
    expect((await emulator.fetch(new Request(url, { method: 'POST', body }))).status).toBe(400)
  })

  test('is struck by the faults of the call that is in it', async () => {
    const emulator = createTestEmulator()
    const desktop = connectDesktop(emulator, 'alice')
    const route = { host: 'event-bridge.twilio.com', path: '/Workspaces/:workspaceSid/Activities' }
    const body = JSON.stringify({ kind: 'status', when: 'before', status: 503, route, seed: 1, times: 1 })
    await emulator.fetch(new Request('http://emulator/__emulator/faults', { method: 'POST', body }))
    expect((await desktop.get('/Activities')).status).toBe(503)
    expect((await desktop.get('/Activities')).status).toBe(200)
  })
})
