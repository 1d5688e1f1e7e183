import { describe, expect, test } from 'vitest'
import { addMessage } from '../services/conversations/messages.ts'
import { createTestEmulator, type TestCall, type TestEmulator } from '../testing/test-client.ts'
import { startWithAgents, textAt } from '../testing/test-interaction.ts'
import { createWebhookReceiver, type WebhookReceiver } from '../testing/webhook-receiver.ts'
import { withOrigin } from '../world/origin.ts'

const HOST = 'conversations.twilio.com'
const TELL = { 'X-Twilio-Webhook-Enabled': 'true' }
const EVENTS = ['onConversationAdded', 'onConversationStateUpdated', 'onParticipantAdded', 'onMessageAdded']

async function withGlobalWebhook(options: Parameters<typeof createTestEmulator>[0] = {}) {
  const receiver = createWebhookReceiver()
  const emulator = createTestEmulator({ ...options, deliver: receiver.deliver })
  const form = { PostWebhookUrl: 'https://example.com/global', Filters: EVENTS }
  await emulator.call(HOST, '/v1/Configuration/Webhooks', { form })
  return { emulator, receiver }
}

async function typesAfter(emulator: TestEmulator, receiver: WebhookReceiver): Promise<string[]> {
  emulator.clock.advanceBy(1000)
  await receiver.settled()
  return receiver.received().map(({ EventType }) => EventType ?? '')
}

async function create(emulator: TestEmulator, call: TestCall = { form: {} }): Promise<string> {
  return `/v1/Conversations/${textAt(await emulator.call(HOST, '/v1/Conversations', call), 'sid')}`
}

describe('a change that a REST call made', () => {
  test('is told only if the call asks for it', async () => {
    const { emulator, receiver } = await withGlobalWebhook()
    const path = await create(emulator)
    await emulator.call(HOST, `${path}/Participants`, { form: { Identity: 'alice' }, headers: TELL })
    await emulator.call(HOST, path, { form: { State: 'closed' } })
    expect(await typesAfter(emulator, receiver)).toEqual(['onParticipantAdded'])
    expect(receiver.received()[0]).toMatchObject({ Identity: 'alice', Source: 'API', Attributes: '{}' })
  })

  test('through another product is silent, unless the switch says otherwise', async () => {
    for (const platformChangesFireWebhooks of [false, true]) {
      const { emulator, receiver } = await withGlobalWebhook({ assumptions: { platformChangesFireWebhooks } })
      const { channelPath } = await startWithAgents(emulator, 'alice')
      await emulator.call('flex-api.twilio.com', channelPath, { form: { Status: 'closed' } })
      const types = await typesAfter(emulator, receiver)
      expect(types.includes('onConversationStateUpdated')).toBe(platformChangesFireWebhooks)
      expect(types.includes('onParticipantAdded')).toBe(platformChangesFireWebhooks)
    }
  })
})

describe('a change that no REST call made', () => {
  test('is told: by a timer, with its reason', async () => {
    const { emulator, receiver } = await withGlobalWebhook()
    await create(emulator, { form: { 'Timers.Closed': 'PT10M' } })
    emulator.clock.advanceBy(10 * 60 * 1000)
    expect(await typesAfter(emulator, receiver)).toEqual(['onConversationStateUpdated'])
    expect(receiver.received()[0]).toMatchObject({ StateFrom: 'active', StateTo: 'closed', Reason: 'TIMER' })
  })

  test('is told: by an SDK, with the identity of who uses it', async () => {
    const { emulator, receiver } = await withGlobalWebhook()
    const sid = (await create(emulator)).slice('/v1/Conversations/'.length)
    const message = { author: 'alice', body: 'Hello' }
    withOrigin(emulator.world, { kind: 'sdk', identity: 'alice' }, () => addMessage(emulator.world, sid, message))
    expect(await typesAfter(emulator, receiver)).toEqual(['onMessageAdded'])
    expect(receiver.received()[0]).toMatchObject({ Body: 'Hello', Index: '0', Source: 'SDK', ClientIdentity: 'alice' })
  })
})

describe('where a webhook goes', () => {
  test('a conversation’s own webhook is told of what its filter names, and a trigger of its words', async () => {
    const receiver = createWebhookReceiver()
    const emulator = createTestEmulator({ deliver: receiver.deliver })
    const path = await create(emulator)
    const url = 'https://example.com/own'
    const hook = { Target: 'webhook', 'Configuration.Url': url, 'Configuration.Filters': 'onParticipantAdded' }
    await emulator.call(HOST, `${path}/Webhooks`, { form: hook })
    const trigger = { Target: 'trigger', 'Configuration.Url': `${url}/word`, 'Configuration.Triggers': 'Help' }
    await emulator.call(HOST, `${path}/Webhooks`, { form: trigger })
    await emulator.call(HOST, `${path}/Participants`, { form: { Identity: 'alice' }, headers: TELL })
    await emulator.call(HOST, `${path}/Messages`, { form: { Body: 'hello' }, headers: TELL })
    await emulator.call(HOST, `${path}/Messages`, { form: { Body: 'please help me' }, headers: TELL })
    await typesAfter(emulator, receiver)
    expect(receiver.requests.map((request) => request.url)).toEqual([url, `${url}/word`])
  })

  test('a service’s webhook takes the place of the account’s, unless the switch says otherwise', async () => {
    for (const serviceWebhookReplacesGlobal of [true, false]) {
      const { emulator, receiver } = await withGlobalWebhook({ assumptions: { serviceWebhookReplacesGlobal } })
      const service = `/v1/Services/${emulator.contactCenter.conversationServiceSid}/Configuration/Webhooks`
      const form = { PostWebhookUrl: 'https://example.com/service', Filters: EVENTS }
      expect((await emulator.call(HOST, service, { form })).body).toMatchObject({ filters: EVENTS })
      await create(emulator, { form: {}, headers: TELL })
      await typesAfter(emulator, receiver)
      const globals = receiver.requests.filter(({ url }) => url.endsWith('/global'))
      expect(receiver.requests.filter(({ url }) => url.endsWith('/service'))).toHaveLength(1)
      expect(globals).toHaveLength(serviceWebhookReplacesGlobal ? 0 : 1)
    }
  })

  test('the account’s settings are answered as they were set, and an address must be one', async () => {
    const { emulator } = await withGlobalWebhook()
    expect((await emulator.call(HOST, '/v1/Configuration/Webhooks')).body).toMatchObject({
      post_webhook_url: 'https://example.com/global',
      pre_webhook_url: null,
      filters: EVENTS,
      target: 'webhook',
    })
    const refused = await emulator.call(HOST, '/v1/Configuration/Webhooks', { form: { PostWebhookUrl: 'nowhere' } })
    expect(refused.status).toBe(400)
  })
})
