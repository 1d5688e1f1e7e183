import { expect, test } from 'vitest'
import { control } from '../testing/control-client.ts'
import { createTestEmulator, type TestEmulator } from '../testing/test-client.ts'
import { createWebhookReceiver } from '../testing/webhook-receiver.ts'
import { VirtualClock } from '../world/virtual-clock.ts'
import { WebhookLog } from './webhook-log.ts'

const URL = 'https://example.com/hook'

async function listening(...outcomes: Parameters<typeof createWebhookReceiver>) {
  const receiver = createWebhookReceiver(...outcomes)
  const emulator = createTestEmulator({ deliver: receiver.deliver })
  const form = { PostWebhookUrl: URL, Filters: ['onConversationAdded'] }
  await emulator.call('conversations.twilio.com', '/v1/Configuration/Webhooks', { form })
  return { emulator, receiver }
}

async function create(emulator: TestEmulator, FriendlyName: string): Promise<void> {
  const headers = { 'X-Twilio-Webhook-Enabled': 'true' }
  await emulator.call('conversations.twilio.com', '/v1/Conversations', { form: { FriendlyName }, headers })
}

test('every webhook is in the log with what became of it, and when', async () => {
  const { emulator, receiver } = await listening([
    { kind: 'answered', status: 503 },
    { kind: 'connect-failed' },
    { kind: 'answered', status: 200 },
  ])
  await create(emulator, 'refused')
  expect(emulator.logs.webhooks.all()).toMatchObject([{ state: 'waiting', attempts: 0, status: null }])
  await create(emulator, 'repeated')
  emulator.clock.advanceBy(1000)
  await receiver.settled()
  expect((await control(emulator, 'GET /webhooks')).body).toMatchObject({
    webhooks: [
      { number: 1, at: '2026-01-31T09:30:00.000Z', eventType: 'onConversationAdded', url: URL, state: 'failed' },
      { number: 2, state: 'arrived', attempts: 2, status: 200, fault: null, parameters: { FriendlyName: 'repeated' } },
    ],
  })
})

test('one that a fault struck says so: what was doubled is there twice, and what was lost has not left', async () => {
  const { emulator, receiver } = await listening()
  await control(emulator, 'POST /faults', { kind: 'webhook-doubled', times: 1 })
  await control(emulator, 'POST /faults', { kind: 'webhook-dropped', times: 1 })
  await control(emulator, 'POST /faults', { kind: 'webhook-late', delayMs: 3000, times: 1 })
  for (const name of ['one', 'two', 'three']) await create(emulator, name)
  emulator.clock.advanceBy(10_000)
  await receiver.settled()
  expect(emulator.logs.webhooks.all().map(({ fault, state }) => [fault, state])).toEqual([
    ['webhook-doubled', 'arrived'],
    ['webhook-doubled', 'arrived'],
    ['webhook-dropped', 'dropped'],
    ['webhook-late', 'arrived'],
  ])
})

test('the log keeps the newest 5000, and what was forgotten does not come back into it', () => {
  const log = new WebhookLog(new VirtualClock(0))
  const webhook = { eventType: 'a', url: URL, method: 'POST', parameters: {}, answerTimeoutMs: 1 } as const
  const first = log.begin(webhook, null)
  for (let count = 0; count < 5000; count++) log.begin(webhook, null).end('arrived')
  first.end('failed')
  expect(log.all()).toHaveLength(5000)
  expect(log.all()[0]).toMatchObject({ number: 2, state: 'arrived' })
  log.clear()
  first.attempt()
  expect(log.all()).toEqual([])
})
