import { describe, expect, test } from 'vitest'
import type { Time } from '@conversation-transfer/twilio-gateway'
import { Hono } from 'hono'
import { createMemoryStore } from '../testing/memory-store.ts'
import { createRecordedInstruments } from '../testing/recorded-instruments.ts'
import { channel, conversation, interaction, task } from '../testing/sids.ts'
import { AUTH_TOKEN, PUBLIC_URL, signedForm, signedJson } from '../testing/signed-requests.ts'
import { SILENT_LOG } from '../testing/silent-log.ts'
import { MarkBuffer } from './mark-buffer.ts'
import { FORM_FIELDS_MAX } from './signature.ts'
import { BATCH_BYTES_MAX, BATCH_EVENTS_MAX, FORM_BYTES_MAX, webhookRoutes } from './webhook-routes.ts'

const NOW = Date.UTC(2026, 10, 25, 9)
/** Writes at the end of the turn: what these tests send is there then. */
const AT_ONCE: Pick<Time, 'after'> = {
  after: (durationMs, run) => {
    if (durationMs < 1_000) setImmediate(run)
    return () => undefined
  },
}

function setUp(publicUrl: string | undefined = PUBLIC_URL) {
  const store = createMemoryStore(() => NOW)
  const instruments = createRecordedInstruments()
  const marks = new MarkBuffer(store.schedule, AT_ONCE)
  const app = new Hono().route(
    '/webhooks',
    webhookRoutes({ marks, authToken: AUTH_TOKEN, publicUrl, instruments, log: SILENT_LOG, now: () => NOW }),
  )
  return { store, instruments, send: async (request: Request) => (await app.request(request)).status }
}

const TASK_EVENT = {
  EventType: 'reservation.accepted',
  AccountSid: 'AC1',
  TaskSid: task(1),
  TaskAttributes: JSON.stringify({
    conversationSid: conversation(1),
    flexInteractionSid: interaction(1),
    flexInteractionChannelSid: channel(1),
  }),
  Timestamp: String(NOW / 1000),
  TimestampMs: String(NOW - 250),
}

describe('what Twilio says', () => {
  test('of a task marks its conversation', async () => {
    const { store, send, instruments } = setUp()
    expect(await send(signedForm('/webhooks/taskrouter', TASK_EVENT))).toBe(204)
    expect(store.writes).toEqual([
      [
        {
          conversationSid: conversation(1),
          interactionSid: interaction(1),
          channelSid: channel(1),
          taskSids: [task(1)],
          source: 'taskrouter',
        },
      ],
    ])
    expect(instruments.heardEvents).toEqual([{ source: 'taskrouter', outcome: 'marked', lagMs: 250 }])
  })

  test('of a message marks its conversation, and nothing of the text is kept', async () => {
    const { store, send, instruments } = setUp()
    const event = {
      EventType: 'onMessageAdded',
      ConversationSid: conversation(2),
      Body: 'My card number is & ü = 4111',
      DateCreated: '2026-11-25T08:59:59.000Z',
    }
    expect(await send(signedForm('/webhooks/conversations', event))).toBe(204)
    expect(store.writes).toEqual([
      [
        {
          conversationSid: conversation(2),
          interactionSid: undefined,
          channelSid: undefined,
          taskSids: [],
          source: 'conversations',
        },
      ],
    ])
    expect(instruments.heardEvents[0]?.lagMs).toBe(1_000)
  })

  test('of a participant who left marks the conversation of the channel', async () => {
    const { store, send } = setUp()
    const event = {
      EventType: 'onParticipantLeft',
      InteractionSid: interaction(3),
      ChannelSid: channel(3),
      MediaChannelSid: conversation(3),
      TaskSid: task(3),
    }
    expect(await send(signedForm('/webhooks/interactions', event))).toBe(204)
    expect(store.writes[0]).toEqual([
      {
        conversationSid: conversation(3),
        interactionSid: interaction(3),
        channelSid: channel(3),
        taskSids: [task(3)],
        source: 'interactions',
      },
    ])
  })

  test('in a batch of Event Streams marks each conversation once', async () => {
    const { store, send, instruments } = setUp()
    const taskEvent = (n: number) => ({
      specversion: '1.0',
      type: 'com.twilio.taskrouter.task.updated',
      time: new Date(NOW - 40).toISOString(),
      data: { payload: { task_sid: task(n), task_attributes: JSON.stringify({ conversationSid: conversation(n) }) } },
    })
    const batch = [
      taskEvent(1),
      taskEvent(1),
      { type: 'com.twilio.conversations.message.added', data: { ConversationSid: conversation(2), MessageBody: 'x' } },
      { type: 'com.twilio.conversations.message.updated', data: { ConversationSid: conversation(3) } },
      { type: 'com.twilio.eventstreams.test-event', data: { test_id: 'x' } },
    ]
    expect(await send(signedJson('/webhooks/event-streams', JSON.stringify(batch)))).toBe(204)
    expect(store.writes.map((marks) => marks.map(({ conversationSid }) => conversationSid))).toEqual([
      [conversation(1), conversation(2)],
    ])
    expect(instruments.heardEvents.map(({ outcome, lagMs }) => [outcome, lagMs])).toEqual([
      ['marked', 40],
      ['marked', 40],
      ['marked', undefined],
      ['ignored', undefined],
      ['ignored', undefined],
    ])
  })

  test('ten thousand times of one conversation is one row in one write', async () => {
    const { store, send } = setUp()
    const event = { type: 'com.twilio.conversations.message.added', data: { ConversationSid: conversation(1) } }
    const batch = Array.from({ length: BATCH_EVENTS_MAX }, () => event)
    expect(await send(signedJson('/webhooks/event-streams', JSON.stringify(batch)))).toBe(204)
    const forms = await Promise.all(
      Array.from({ length: 500 }, () => send(signedForm('/webhooks/taskrouter', TASK_EVENT))),
    )
    expect(new Set(forms)).toEqual(new Set([204]))
    expect(store.writes.length).toBeLessThan(20)
    expect(store.writes.every((marks) => marks.length === 1)).toBe(true)
  })

  test('of something else is taken, and ignored', async () => {
    const { store, send, instruments } = setUp()
    const strange: [string, Record<string, string>][] = [
      ['taskrouter', { EventType: 'worker.activity.update', WorkerSid: 'WK1' }],
      ['taskrouter', { ...TASK_EVENT, TaskAttributes: '{"call_sid":"CA1"}' }],
      ['taskrouter', { ...TASK_EVENT, TaskAttributes: 'not JSON' }],
      ['conversations', { EventType: 'onDeliveryUpdated', ConversationSid: conversation(1) }],
      ['conversations', { EventType: 'onUserAdded', UserSid: 'US1' }],
      ['interactions', { EventType: 'onInteractionCreated', MediaChannelSid: 'CA1' }],
    ]
    for (const [path, event] of strange) expect(await send(signedForm(`/webhooks/${path}`, event))).toBe(204)
    expect(store.writes).toEqual([])
    expect(instruments.heardEvents.map(({ outcome }) => outcome)).toEqual(strange.map(() => 'ignored'))
  })

  test('still marks its conversation where a sid beside it has another shape', async () => {
    const { store, send } = setUp()
    const attributes = JSON.stringify({ conversationSid: conversation(1), flexInteractionSid: 7 })
    const event = { ...TASK_EVENT, TaskSid: 'x', TaskAttributes: attributes }
    expect(await send(signedForm('/webhooks/taskrouter', event))).toBe(204)
    expect(store.writes[0]).toEqual([
      expect.objectContaining({ conversationSid: conversation(1), interactionSid: undefined, taskSids: [] }),
    ])
  })

  test('is answered with 503 while it cannot be stored, so that it comes again', async () => {
    const { store, send, instruments } = setUp()
    store.trouble = new Error('the database is away')
    expect(await send(signedForm('/webhooks/taskrouter', TASK_EVENT))).toBe(503)
    expect(instruments.heardEvents.map(({ outcome }) => outcome)).toEqual(['refused'])
    store.trouble = undefined
    expect(await send(signedForm('/webhooks/taskrouter', TASK_EVENT))).toBe(204)
  })
})

describe('what Twilio did not say', () => {
  const unsigned = (path: string, init: RequestInit = {}): Request =>
    new Request(`http://127.0.0.1${path}`, {
      method: 'POST',
      body: new URLSearchParams(TASK_EVENT),
      ...init,
    })

  test('is refused: without a signature, with a wrong one, with that of another address or body', async () => {
    const { store, send, instruments } = setUp()
    expect(await send(unsigned('/webhooks/taskrouter'))).toBe(403)
    expect(await send(unsigned('/webhooks/taskrouter', { headers: { 'x-twilio-signature': 'A'.repeat(27) } }))).toBe(
      403,
    )
    const moved = signedForm('/webhooks/conversations', TASK_EVENT)
    const headers = moved.headers
    expect(await send(unsigned('/webhooks/taskrouter', { headers }))).toBe(403)
    const changed = new URLSearchParams({ ...TASK_EVENT, TaskSid: task(9) })
    const { headers: right } = signedForm('/webhooks/taskrouter', TASK_EVENT)
    expect(await send(unsigned('/webhooks/taskrouter', { headers: right, body: changed }))).toBe(403)
    expect(store.writes).toEqual([])
    expect(instruments.heardEvents.every(({ outcome }) => outcome === 'refused')).toBe(true)
  })

  test('is refused in a batch: another body, no hash, no signature', async () => {
    const { store, send } = setUp()
    const right = signedJson('/webhooks/event-streams', '[]')
    expect(await send(new Request(right.url, { method: 'POST', headers: right.headers, body: '[1]' }))).toBe(403)
    const { headers } = signedForm('/webhooks/event-streams', {})
    headers.set('content-type', 'application/json')
    expect(await send(unsigned('/webhooks/event-streams', { headers, body: '[]' }))).toBe(403)
    expect(await send(unsigned('/webhooks/event-streams', { body: '[]' }))).toBe(403)
    expect(store.writes).toEqual([])
  })

  test('and whatever it says, while nobody knows the public address', async () => {
    const app = webhookRoutes({
      marks: { add: () => Promise.reject(new Error('nothing is to be marked')) },
      authToken: AUTH_TOKEN,
      publicUrl: undefined,
      instruments: createRecordedInstruments(),
      log: SILENT_LOG,
      now: () => NOW,
    })
    expect((await app.request(signedForm('/taskrouter', TASK_EVENT))).status).toBe(403)
  })

  test('is harmless when it is said again: it costs one more look', async () => {
    const { store, send } = setUp()
    expect(await send(signedForm('/webhooks/taskrouter', TASK_EVENT))).toBe(204)
    expect(await send(signedForm('/webhooks/taskrouter', TASK_EVENT))).toBe(204)
    expect(store.writes).toHaveLength(2)
  })
})

describe('bodies that nobody at Twilio writes', () => {
  const form = (body: string | Uint8Array<ArrayBuffer>, type = 'application/x-www-form-urlencoded'): Request =>
    new Request('http://127.0.0.1/webhooks/taskrouter', {
      method: 'POST',
      headers: { 'content-type': type, 'x-twilio-signature': 'A'.repeat(27) },
      body,
    })

  test('are refused: too large, too many fields, binary, of another type', async () => {
    const { send } = setUp()
    expect(await send(form('x'.repeat(FORM_BYTES_MAX + 1)))).toBe(413)
    expect(await send(form('a&'.repeat(FORM_FIELDS_MAX + 1)))).toBe(413)
    expect(await send(form(new Uint8Array([0, 255, 254, 0, 128])))).toBe(403)
    expect(await send(form('{}', 'application/json'))).toBe(415)
    expect(await send(form('x', 'multipart/form-data; boundary=x'))).toBe(415)
  })

  test('are not read further than they may be long', async () => {
    const { send } = setUp()
    let pulled = 0
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled++
        controller.enqueue(new Uint8Array(64 * 1024))
      },
    })
    const request = new Request('http://127.0.0.1/webhooks/taskrouter', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': 'A'.repeat(27) },
      body: endless,
      duplex: 'half',
    })
    expect(await send(request)).toBe(413)
    expect(pulled).toBeLessThan(10)
  })

  test('in a batch are refused even where they are signed: not JSON, too many events, too large', async () => {
    const { send, store } = setUp()
    const path = '/webhooks/event-streams'
    expect(await send(signedJson(path, 'not JSON'))).toBe(400)
    expect(await send(signedJson(path, `[${'1,'.repeat(BATCH_EVENTS_MAX)}1]`))).toBe(413)
    expect(await send(signedJson(path, 'x'.repeat(BATCH_BYTES_MAX + 1)))).toBe(413)
    expect(store.writes).toEqual([])
  })

  test('of nothing but brackets are ignored', async () => {
    const { send, store } = setUp()
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
    expect(await send(signedJson('/webhooks/event-streams', deep))).toBe(204)
    const attributes = `${'{"a":'.repeat(15_000)}1${'}'.repeat(15_000)}`
    expect(await send(signedForm('/webhooks/taskrouter', { ...TASK_EVENT, TaskAttributes: attributes }))).toBe(204)
    expect(store.writes).toEqual([])
  })
})
