import { describe, expect, test } from 'vitest'
import { control } from '../testing/control-client.ts'
import { createTestEmulator, type TestEmulator } from '../testing/test-client.ts'
import { createWebhookReceiver, type WebhookReceiver } from '../testing/webhook-receiver.ts'
import type { Deliver, WebhookOutcome } from './deliver.ts'

const HOST = 'conversations.twilio.com'
const FAILED = { kind: 'connect-failed' } as const
const BUSY = { kind: 'answered', status: 503 } as const

async function setUp(url: string, deliver: Deliver): Promise<TestEmulator> {
  const emulator = createTestEmulator({ deliver })
  const form = { PostWebhookUrl: url, Filters: ['onConversationAdded'] }
  await emulator.call(HOST, '/v1/Configuration/Webhooks', { form })
  return emulator
}

async function create(emulator: TestEmulator, ...names: string[]): Promise<void> {
  const headers = { 'X-Twilio-Webhook-Enabled': 'true' }
  for (const name of names) await emulator.call(HOST, '/v1/Conversations', { form: { FriendlyName: name }, headers })
}

async function arrivals(emulator: TestEmulator, receiver: WebhookReceiver): Promise<string[]> {
  emulator.clock.advanceBy(10_000)
  await receiver.settled()
  return receiver.received().map(({ FriendlyName }) => FriendlyName ?? '')
}

async function counts(emulator: TestEmulator): Promise<unknown> {
  return (await control(emulator, 'GET /counters')).body['webhooks']
}

describe('a webhook that does not arrive', () => {
  test.each<[fragment: string, outcomes: WebhookOutcome[], attempts: number, sent: number]>([
    ['', [FAILED], 2, 1],
    ['', [FAILED, FAILED], 2, 0],
    ['', [BUSY], 1, 0],
    ['#rc=0', [FAILED], 1, 0],
    ['#rc=3&rp=5xx', [BUSY, BUSY], 3, 1],
    ['#rc=2&rp=rt', [{ kind: 'timed-out' }, FAILED], 2, 0],
  ])('is tried again as its address says: %s', async (fragment, outcomes, attempts, sent) => {
    const receiver = createWebhookReceiver(outcomes)
    const emulator = await setUp(`https://example.com/hook${fragment}`, receiver.deliver)
    await create(emulator, 'one')
    await arrivals(emulator, receiver)
    const tokens = receiver.requests.map(({ headers }) => headers['I-Twilio-Idempotency-Token'])
    expect(tokens).toHaveLength(attempts)
    expect(new Set(tokens).size).toBe(1)
    expect(await counts(emulator)).toEqual({ sent, failed: 1 - sent, dropped: 0, attempts, waiting: 0 })
  })

  test('is waited for as long as its product says, or its address', async () => {
    const receiver = createWebhookReceiver()
    for (const [url, timeoutMs] of [
      ['https://example.com/hook', 5000],
      ['https://example.com/hook#rt=200', 200],
    ] as const) {
      const emulator = await setUp(url, receiver.deliver)
      await create(emulator, 'one')
      await arrivals(emulator, receiver)
      expect(receiver.requests.at(-1)).toMatchObject({ timeoutMs, url: 'https://example.com/hook' })
    }
  })

  test('holds up those to its own address, and no REST call', async () => {
    let arrive: (outcome: WebhookOutcome) => void = () => {}
    const slow = createWebhookReceiver()
    const emulator = await setUp('https://example.com/hook', (request) => {
      void slow.deliver(request)
      return new Promise((resolve) => {
        arrive = resolve
      })
    })
    await create(emulator, 'one', 'two')
    expect(await arrivals(emulator, slow)).toEqual(['one'])
    expect(await counts(emulator)).toMatchObject({ sent: 0, waiting: 1 })
    arrive({ kind: 'answered', status: 204 })
    expect(await arrivals(emulator, slow)).toEqual(['one', 'two'])
  })
})

describe('a webhook that a fault strikes', () => {
  test.each<[order: object, arrived: string[]]>([
    [{ kind: 'webhook-dropped', times: 1 }, ['two', 'three']],
    [{ kind: 'webhook-doubled', times: 1 }, ['one', 'one', 'two', 'three']],
    [{ kind: 'webhook-reordered', times: 1 }, ['two', 'one', 'three']],
    [{ kind: 'webhook-late', delayMs: 5000, times: 1 }, ['two', 'three', 'one']],
    [{ kind: 'webhook-dropped', eventType: 'onMessageAdded' }, ['one', 'two', 'three']],
    [{ kind: 'webhook-dropped', match: '/hook', times: 2 }, ['three']],
  ])('%j', async (order, arrived) => {
    const receiver = createWebhookReceiver()
    const emulator = await setUp('https://example.com/hook', receiver.deliver)
    await control(emulator, 'POST /faults', order)
    await create(emulator, 'one', 'two', 'three')
    expect(await arrivals(emulator, receiver)).toEqual(arrived)
  })

  test('as the last one to be overtaken goes all the same', async () => {
    const receiver = createWebhookReceiver()
    const emulator = await setUp('https://example.com/hook', receiver.deliver)
    await control(emulator, 'POST /faults', { kind: 'webhook-reordered' })
    await create(emulator, 'one')
    expect(await arrivals(emulator, receiver)).toEqual(['one'])
  })

  test('doubled, is the same twice', async () => {
    const receiver = createWebhookReceiver()
    const emulator = await setUp('https://example.com/hook', receiver.deliver)
    await control(emulator, 'POST /faults', { kind: 'webhook-doubled' })
    await create(emulator, 'one')
    await arrivals(emulator, receiver)
    expect(receiver.requests[0]).toEqual(receiver.requests[1])
  })
})
