import { describe, expect, test } from 'vitest'
import { createTestEmulator, type TestEmulator } from '../../testing/test-client.ts'
import { isObject } from '../../transports/rest/parameters.ts'
import { startWithAgents, textAt, type TestInteraction } from '../../testing/test-interaction.ts'

const FLEX = 'flex-api.twilio.com'
const CONVERSATIONS = 'conversations.twilio.com'
const OWN = '+15005550006'
const CUSTOMER = '+15550000001'

describe('a customer who writes to an inactive channel', () => {
  test('wakes it, and a new task with the attributes of the last looks for an agent', async () => {
    const emulator = createTestEmulator()
    const interaction = await startInactive(emulator)
    await write(emulator, interaction, CUSTOMER)
    expect(emulator.world.interactions.channels.get(interaction.channelSid)?.status).toBe('active')
    const [, task] = emulator.world.taskrouter.tasks.all()
    expect(task).toMatchObject({ status: 'pending', routingTarget: undefined })
    expect(JSON.parse(task?.attributes ?? '')).toMatchObject({
      customerAddress: CUSTOMER,
      flexInteractionChannelSid: interaction.channelSid,
    })
  })

  test('is not answered where custom routing is switched on, nor does anybody else wake it', async () => {
    const emulator = createTestEmulator({ assumptions: { inactiveChannelReply: 'nothing' } })
    const interaction = await startInactive(emulator)
    await write(emulator, interaction, CUSTOMER)
    await write(emulator, interaction, 'system')
    expect(emulator.world.interactions.channels.get(interaction.channelSid)?.status).toBe('inactive')
    expect(emulator.world.taskrouter.tasks.all()).toHaveLength(1)
  })
})

test('a message that cannot get its new task is there all the same, and the channel stays as it was', async () => {
  const emulator = createTestEmulator()
  const interaction = await startInactive(emulator)
  emulator.world.taskrouter.workflows.delete(emulator.contactCenter.workflowSid)
  await write(emulator, interaction, CUSTOMER)
  expect(emulator.world.conversations.messages.all()).toHaveLength(1)
  expect(emulator.world.interactions.channels.get(interaction.channelSid)?.status).toBe('inactive')
})

describe('a message that a carrier brings', () => {
  test('begins a conversation and, by the Studio flow of the address, an interaction', async () => {
    const emulator = createTestEmulator()
    const first = await inbound(emulator, { from: CUSTOMER, to: OWN, body: 'Hello' })
    expect(first).toMatchObject({ outcome: 'new-conversation', interactionSid: expect.stringMatching(/^KD/) })
    const [task] = emulator.world.taskrouter.tasks.all()
    expect(task).toMatchObject({ timeoutSeconds: 3600, workflowSid: emulator.contactCenter.assignWorkflowSid })
    expect(JSON.parse(task?.attributes ?? '')).toMatchObject({
      channelType: 'sms',
      from: CUSTOMER,
      direction: 'inbound',
    })
    const second = await inbound(emulator, { from: CUSTOMER, to: OWN, body: 'Anybody?' })
    expect(second).toMatchObject({ outcome: 'existing-conversation', conversationSid: first['conversationSid'] })
    expect(emulator.world.taskrouter.tasks.all()).toHaveLength(1)
  })

  test('begins a new conversation once the last one is closed, and not while it is merely left', async () => {
    const emulator = createTestEmulator()
    const first = await inbound(emulator, { from: CUSTOMER, to: OWN, body: 'Hello' })
    const path = `/v1/Interactions/${String(first['interactionSid'])}/Channels/${String(first['channelSid'])}`
    await emulator.call(FLEX, path, { form: { Status: 'closed' } })
    const second = await inbound(emulator, { from: CUSTOMER, to: OWN, body: 'One more thing' })
    expect(second).toMatchObject({ outcome: 'new-conversation', interactionSid: expect.stringMatching(/^KD/) })
    expect(second['conversationSid']).not.toBe(first['conversationSid'])
  })

  test('makes no interaction in a conversation whose channel is closed and which was left open', async () => {
    const emulator = createTestEmulator()
    const first = await inbound(emulator, { from: CUSTOMER, to: OWN, body: 'Hello' })
    const channel = emulator.world.interactions.channels.get(String(first['channelSid']))
    if (channel !== undefined) emulator.world.interactions.channels.put({ ...channel, status: 'closed' })
    await inbound(emulator, { from: CUSTOMER, to: OWN, body: 'Anybody?' })
    expect(emulator.world.taskrouter.tasks.all()).toHaveLength(1)
  })

  test('to an address that makes no conversations is dropped', async () => {
    const emulator = createTestEmulator()
    const answer = await inbound(emulator, { from: CUSTOMER, to: '+15550008888', body: 'Hello' })
    expect(answer).toMatchObject({ outcome: 'dropped' })
    expect(emulator.world.conversations.conversations.all()).toHaveLength(0)
  })

  test('with addresses of two kinds is refused', async () => {
    const emulator = createTestEmulator()
    const answer = await inbound(emulator, { from: 'whatsapp:+15550000001', to: OWN, body: 'Hello' })
    expect(answer['message']).toMatch(/does not match/)
  })
})

test('a guest of a webchat gets an interaction with the first message, under the name that was given', async () => {
  const emulator = createTestEmulator()
  const chat = await emulator.call(FLEX, '/v2/WebChats', {
    form: { AddressSid: chatAddress(emulator), CustomerFriendlyName: 'Sam', PreEngagementData: '{"topic":"billing"}' },
  })
  expect(chat.status).toBe(201)
  expect(emulator.world.taskrouter.tasks.all()).toHaveLength(0)
  const form = { Author: textAt(chat, 'identity'), Body: 'Hello' }
  const path = `/v1/Conversations/${textAt(chat, 'conversation_sid')}`
  await emulator.call(CONVERSATIONS, `${path}/Messages`, { form })
  const [task] = emulator.world.taskrouter.tasks.all()
  expect(JSON.parse(task?.attributes ?? '')).toMatchObject({ channelType: 'web', customerName: 'Sam', name: 'Sam' })
  const conversation = await emulator.call(CONVERSATIONS, path)
  expect(JSON.parse(textAt(conversation, 'attributes'))).toMatchObject({ pre_engagement_data: { topic: 'billing' } })
})

test('Studio’s webhook stays on the conversation after the handover, unless the switch says otherwise', async () => {
  for (const studioWebhookAfterHandover of ['kept', 'removed'] as const) {
    const emulator = createTestEmulator({ assumptions: { studioWebhookAfterHandover } })
    await inbound(emulator, { from: CUSTOMER, to: OWN, body: 'Hello' })
    expect(emulator.world.conversations.webhooks.all()).toHaveLength(studioWebhookAfterHandover === 'kept' ? 1 : 0)
  }
})

async function startInactive(emulator: TestEmulator): Promise<TestInteraction> {
  const interaction = await startWithAgents(emulator, 'alice')
  const form = { Status: 'inactive', Routing: '{"status":"closed"}' }
  await emulator.call(FLEX, interaction.channelPath, { form })
  return interaction
}

async function write(emulator: TestEmulator, { conversationSid }: TestInteraction, Author: string): Promise<void> {
  const form = { Author, Body: 'Hello?' }
  await emulator.call(CONVERSATIONS, `/v1/Conversations/${conversationSid}/Messages`, { form })
}

async function inbound(emulator: TestEmulator, body: object): Promise<Readonly<Record<string, unknown>>> {
  const request = new Request('http://emulator/__emulator/inbound-messages', {
    method: 'POST',
    body: JSON.stringify(body),
  })
  const response = await emulator.fetch(request)
  const answer: unknown = await response.json()
  return isObject(answer) ? answer : {}
}

function chatAddress(emulator: TestEmulator): string {
  return emulator.world.conversations.addresses.all().find(({ type }) => type === 'chat')?.sid ?? ''
}
