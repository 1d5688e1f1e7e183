import twilio from 'twilio'
import { expect, test } from 'vitest'
import { createWebhookReceiver } from '../testing/webhook-receiver.ts'
import { createTestEmulator } from '../testing/test-client.ts'

const URL_WITH_OVERRIDES = 'https://example.com:8443/hook?tenant=a%20b#rc=2&rp=all'
const ADDRESS = 'https://example.com:8443/hook?tenant=a%20b'

test.each(['POST', 'GET'])('the official validator takes the signature of a %s', async (method) => {
  const receiver = createWebhookReceiver()
  const emulator = createTestEmulator({ deliver: receiver.deliver })
  await emulator.call('conversations.twilio.com', '/v1/Configuration/Webhooks', {
    form: { PostWebhookUrl: URL_WITH_OVERRIDES, Method: method, Filters: ['onConversationAdded'] },
  })
  await emulator.call('conversations.twilio.com', '/v1/Conversations', {
    form: { FriendlyName: 'Ünï & côde', Attributes: '{"a":"+1 555"}' },
    headers: { 'X-Twilio-Webhook-Enabled': 'true' },
  })
  emulator.clock.advanceBy(1000)
  await receiver.settled()
  const [request] = receiver.requests
  const { authToken } = emulator.contactCenter
  const signature = request?.headers['X-Twilio-Signature'] ?? ''
  const parameters = Object.fromEntries(new URLSearchParams(request?.body ?? ''))
  expect(request?.url.startsWith(ADDRESS)).toBe(true)
  expect(twilio.validateRequest(authToken, signature, request?.url ?? '', parameters)).toBe(true)
  expect(twilio.validateRequest(authToken, signature, request?.url ?? '', { ...parameters, Forged: '1' })).toBe(false)
})
