import { createHash } from 'node:crypto'
import twilio from 'twilio'
import { describe, expect, test } from 'vitest'
import { control } from '../testing/control-client.ts'
import { createTestEmulator, type TestEmulator } from '../testing/test-client.ts'
import { textAt, workerSid } from '../testing/test-interaction.ts'
import { createWebhookReceiver, type WebhookReceiver } from '../testing/webhook-receiver.ts'
import type { Assumptions } from '../world/assumptions.ts'
import type { WebhookOutcome } from './deliver.ts'

const EVENTS = 'events.twilio.com'
const CONVERSATIONS = 'conversations.twilio.com'
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DOWN: WebhookOutcome = { kind: 'answered', status: 503 }

interface Scene {
  readonly emulator: TestEmulator
  readonly receiver: WebhookReceiver
  readonly sinkSid: string
  /** Lets time pass, and what falls due arrive. */
  readonly pass: (durationMs: number) => Promise<void>
  /** What each request had in it. */
  readonly batches: () => readonly (readonly CloudEvent[])[]
}

interface CloudEvent {
  readonly type: string
  readonly id: string
  readonly data: Readonly<Record<string, unknown>>
}

interface SceneOptions {
  readonly types: readonly string[]
  readonly outcomes?: readonly WebhookOutcome[]
  readonly destination?: string
  readonly assumptions?: Partial<Assumptions>
}

/** A sink that is subscribed to these types. */
async function subscribed({ types, outcomes, destination, assumptions = {} }: SceneOptions): Promise<Scene> {
  const receiver = createWebhookReceiver(outcomes)
  const emulator = createTestEmulator({ deliver: receiver.deliver, assumptions })
  const configuration = { destination: destination ?? 'https://example.com/events?a=1', method: 'POST' }
  const form = { Description: 'x', SinkType: 'webhook', SinkConfiguration: JSON.stringify(configuration) }
  const sinkSid = String((await emulator.call(EVENTS, '/v1/Sinks', { form })).body['sid'])
  const Types = types.map((type) => JSON.stringify({ type: `com.twilio.${type}` }))
  await emulator.call(EVENTS, '/v1/Subscriptions', { form: { Description: 'x', SinkSid: sinkSid, Types } })
  return {
    emulator,
    receiver,
    sinkSid,
    pass: async (durationMs) => {
      // Each attempt schedules the next when it has been answered, so time goes on in steps.
      for (let passedMs = 0; passedMs < durationMs; passedMs += MINUTE_MS) {
        emulator.clock.advanceBy(Math.min(MINUTE_MS, durationMs - passedMs))
        await receiver.settled()
      }
    },
    batches: () => receiver.requests.map(({ body }) => JSON.parse(body ?? '') as CloudEvent[]),
  }
}

/** A chat that somebody is asked to take. Answers the task's sid. */
async function addTask(emulator: TestEmulator): Promise<string> {
  const { workspaceSid } = emulator.contactCenter
  const form = { TaskChannel: 'chat', Attributes: '{}', RoutingTarget: workerSid(emulator, 'alice') }
  return textAt(await emulator.call('taskrouter.twilio.com', `/v1/Workspaces/${workspaceSid}/Tasks`, { form }), 'sid')
}

const typesIn = (batch: readonly CloudEvent[] = []): string[] => batch.map(({ type }) => type)

test('TaskRouter’s events arrive as one JSON list of CloudEvents, with the fields that its event log has', async () => {
  const { emulator, pass, batches } = await subscribed({
    types: ['taskrouter.task.created', 'taskrouter.reservation.created'],
  })
  const taskSid = await addTask(emulator)
  await pass(1000)
  expect(batches()).toHaveLength(1)
  const [created, reserved] = batches()[0] ?? []
  expect(created).toMatchObject({
    specversion: '1.0',
    type: 'com.twilio.taskrouter.task.created',
    id: expect.stringMatching(/^EZ[0-9a-f]{32}$/),
    dataschema: 'https://events-schemas.twilio.com/TaskRouter.WDSEvent/4',
    datacontenttype: 'application/json',
    data: {
      sid: expect.stringMatching(/^EV/),
      name: 'TaskCreated',
      account_sid: emulator.contactCenter.accountSid,
      group: 'task',
      product_name: 'TaskRouter',
      payload: { eventtype: 'task.created', task_sid: taskSid, task_priority: 0, task_age: 0 },
    },
  })
  expect(reserved?.data).toMatchObject({ name: 'ReservationCreated', payload: { task_sid: taskSid } })
})

test('Conversations’ events have the fields of its webhooks, and the binding as an object', async () => {
  const types = [
    'conversation.added',
    'participant.added',
    'message.added',
    'conversation-state.updated',
    'user.updated',
  ]
  const { emulator, pass, batches } = await subscribed({ types: types.map((type) => `conversations.${type}`) })
  const { body } = await emulator.call(CONVERSATIONS, '/v1/Conversations', { form: { FriendlyName: 'Hello' } })
  const path = `/v1/Conversations/${String(body['sid'])}`
  const binding = { 'MessagingBinding.Address': '+15005550001', 'MessagingBinding.ProxyAddress': '+15005550006' }
  await emulator.call(CONVERSATIONS, `${path}/Participants`, { form: binding })
  await emulator.call(CONVERSATIONS, `${path}/Messages`, { form: { Body: 'Hi' } })
  await emulator.call(CONVERSATIONS, path, { form: { State: 'closed' } })
  await pass(1000)
  const [batch = []] = batches()
  expect(typesIn(batch)).toEqual(types.slice(0, 4).map((type) => `com.twilio.conversations.${type}`))
  expect(batch[1]).toMatchObject({
    dataschema: 'https://events-schemas.twilio.com/Conversations.ParticipantAdded/2',
    data: { ConversationSid: body['sid'], MessagingBinding: { Address: '+15005550001', Type: 'SMS' } },
  })
  expect(batch[3]?.data).toMatchObject({ StateFrom: 'active', StateTo: 'closed' })
})

test('a sink hears only of what it subscribed to, and of REST calls only while the switch says so', async () => {
  const assumptions = { eventStreamsHearRestChanges: false }
  const { emulator, pass, batches } = await subscribed({ types: ['conversations.conversation.added'], assumptions })
  await emulator.call(CONVERSATIONS, '/v1/Conversations', { form: {} })
  await pass(1000)
  expect(batches()).toEqual([])
  const from = { from: '+15005550009', to: '+15005550006', body: 'Hello' }
  await control(emulator, 'POST /inbound-messages', from)
  await pass(1000)
  expect(batches().map(typesIn)).toEqual([['com.twilio.conversations.conversation.added']])
})

test('a request is signed by the digest of its body, and carries the credentials of its address', async () => {
  const destination = 'https://user:p%40ss@example.com/events?a=1'
  const { emulator, sinkSid, pass, receiver } = await subscribed({ types: ['taskrouter.task.created'], destination })
  expect((await emulator.call(EVENTS, `/v1/Sinks/${sinkSid}/Test`, { form: {} })).body).toEqual({ result: 'submitted' })
  await pass(1000)
  const [request] = receiver.requests
  const { url = '', body = '', headers = {} } = request ?? {}
  expect(new URL(url).searchParams.get('bodySHA256')).toBe(createHash('sha256').update(body).digest('hex'))
  const { authToken } = emulator.world.account
  expect(twilio.validateRequestWithBody(authToken, headers['X-Twilio-Signature'] ?? '', url, body)).toBe(true)
  expect(headers).toMatchObject({
    'Content-Type': 'application/json',
    Authorization: `Basic ${Buffer.from('user:p@ss').toString('base64')}`,
  })
  expect(url).not.toContain('p%40ss')
})

describe('a sink that does not answer well', () => {
  test('gets the same events again, until it takes them', async () => {
    const outcomes: WebhookOutcome[] = [DOWN, { kind: 'timed-out' }, { kind: 'connect-failed' }]
    const { emulator, pass, batches } = await subscribed({ types: ['taskrouter.task.created'], outcomes })
    await addTask(emulator)
    await pass(5 * MINUTE_MS)
    const ids = batches().map(([event]) => event?.id)
    expect(ids).toHaveLength(4)
    expect(new Set(ids).size).toBe(1)
    expect(emulator.logs.webhooks.all()).toMatchObject([{ state: 'arrived', attempts: 4, status: 204 }])
  })

  test('holds up nothing that happens later', async () => {
    const { emulator, pass, batches } = await subscribed({ types: ['taskrouter.task.created'], outcomes: [DOWN] })
    await addTask(emulator)
    emulator.clock.advanceBy(500)
    await addTask(emulator)
    await pass(MINUTE_MS)
    const [first, second, again] = batches().map(([event]) => event?.id)
    expect(first).toBe(again)
    expect(second).not.toBe(first)
  })

  test('is given up for an event after four hours', async () => {
    const outcomes = Array.from({ length: 1000 }, () => DOWN)
    const { emulator, pass } = await subscribed({ types: ['taskrouter.task.created'], outcomes })
    await addTask(emulator)
    await pass(4 * HOUR_MS - 30 * MINUTE_MS)
    expect(emulator.logs.webhooks.all()).toMatchObject([{ state: 'under-way' }])
    await pass(HOUR_MS)
    const [entry] = emulator.logs.webhooks.all()
    expect(entry?.state).toBe('failed')
    // With pauses that grow to ten or twenty minutes.
    expect(entry?.attempts).toBeGreaterThan(15)
    expect(entry?.attempts).toBeLessThan(50)
  })
})

test('faults drop events, double them, and bring them late', async () => {
  const { emulator, pass, batches } = await subscribed({ types: ['taskrouter.task.created'] })
  const order = async (fault: object): Promise<void> => {
    await control(emulator, 'POST /faults', { eventType: 'com.twilio.taskrouter.task.created', times: 1, ...fault })
    await addTask(emulator)
  }
  await order({ kind: 'webhook-dropped' })
  await pass(1000)
  expect(batches()).toEqual([])
  await order({ kind: 'webhook-doubled' })
  await pass(1000)
  expect(new Set(batches()[0]?.map(({ id }) => id)).size).toBe(1)
  expect(batches()[0]).toHaveLength(2)
  await order({ kind: 'webhook-late', delayMs: 10 * MINUTE_MS })
  await pass(MINUTE_MS)
  expect(batches()).toHaveLength(1)
  await pass(10 * MINUTE_MS)
  expect(batches()).toHaveLength(2)
  await order({ kind: 'webhook-reordered' })
  await addTask(emulator)
  await pass(MINUTE_MS)
  expect(batches()).toHaveLength(4)
  expect(emulator.logs.webhooks.all().map(({ fault, state }) => `${fault} ${state}`)).toEqual([
    'webhook-dropped dropped',
    'webhook-doubled arrived',
    'webhook-doubled arrived',
    'webhook-late arrived',
    'webhook-reordered arrived',
    'null arrived',
  ])
})

test('what waited for a sink is forgotten with the account', async () => {
  const { emulator, pass, batches } = await subscribed({ types: ['taskrouter.task.created'] })
  await addTask(emulator)
  await emulator.reset()
  await pass(MINUTE_MS)
  expect(batches()).toEqual([])
})
