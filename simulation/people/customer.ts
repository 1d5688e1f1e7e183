import { channelSid, conversationSid, interactionSid, type ConversationSid } from '@conversation-transfer/transfer'
import type { Chance } from '../chance.ts'
import type { Stage } from '../stage.ts'
import type { Chat } from '../truth.ts'
import { FOREIGN } from '../watch.ts'

const CONVERSATIONS = 'https://conversations.twilio.com/v1/Conversations'
const INTERACTIONS = 'https://flex-api.twilio.com/v1/Interactions'

const WRITES_AFTER_MS_MAX = 40_000

type CustomerChannel = 'web' | 'sms' | 'whatsapp'

/** Opens a conversation as the account's own flow would: the conversation, its customer, and the interaction. */
export async function customerComes(stage: Stage, chance: Chance): Promise<Chat> {
  const number = stage.customerNumber()
  const name = `customer-${number + 1}`
  const channel = chance.pick<CustomerChannel>(['web', 'sms', 'whatsapp'])
  const created = await stage.call(name, {
    method: 'post',
    uri: CONVERSATIONS,
    data: { FriendlyName: name, Attributes: JSON.stringify(FOREIGN) },
  })
  const sid = conversationSid.parse(sidOf(created.body))
  const member = customerOn(channel, number)
  await stage.call(name, { method: 'post', uri: `${CONVERSATIONS}/${sid}/Participants`, data: member })
  await writes(stage, { name, sid, author: authorOf(member), body: 'Hello' })
  const answer = await stage.call(name, {
    method: 'post',
    uri: INTERACTIONS,
    json: true,
    data: {
      channel: { type: channel, initiated_by: 'customer', properties: { media_channel_sid: sid } },
      routing: { properties: routingOf(stage) },
    },
  })
  const interaction = interactionSid.parse(sidOf(answer.body))
  const row = stage.world.interactions.channels.all().find(({ conversationSid: of }) => of === sid)
  const chat = { interactionSid: interaction, channelSid: channelSid.parse(row?.sid), conversationSid: sid }
  stage.chats.push(chat)
  void lives(stage, { name, chat, author: authorOf(member), chance })
  return chat
}

interface Customer {
  readonly name: string
  readonly chat: Chat
  readonly author: string
  readonly chance: Chance
}

/** A customer writes now and then, may leave or end the conversation, and somebody else's program writes beside it. */
async function lives(stage: Stage, customer: Customer): Promise<void> {
  const { name, chat, author, chance } = customer
  const sid = chat.conversationSid
  for (let number = 1; stage.isStorm; number++) {
    await stage.time.wait(chance.between(2_000, WRITES_AFTER_MS_MAX))
    if (!stage.isStorm) return
    const does = chance.between(1, 40)
    if (does === 1) return leaves(stage, customer)
    if (does === 2 && chance.happens(0.5)) return closes(stage, customer)
    if (does <= 5) {
      const attributes = { ...FOREIGN, visit: number }
      const data = { Attributes: JSON.stringify(attributes) }
      await stage.call('crm', { method: 'post', uri: `${CONVERSATIONS}/${sid}`, data })
    } else await writes(stage, { name, sid, author, body: `Message ${number}` })
  }
}

async function writes(
  stage: Stage,
  { name, sid, author, body }: { name: string; sid: ConversationSid; author: string; body: string },
): Promise<void> {
  const data = { Author: author, Body: body }
  const answer = await stage.call(name, { method: 'post', uri: `${CONVERSATIONS}/${sid}/Messages`, data })
  if (answer.statusCode < 300) stage.messages.add(sidOf(answer.body))
}

/** Closes the tab, or is taken out by a program: the customer is no member of the conversation any more. */
async function leaves(stage: Stage, { name, chat }: Customer): Promise<void> {
  const { conversations, interactions } = stage.world
  const member = interactions.participants
    .all()
    .find(({ channelSid: of, type }) => of === chat.channelSid && type === 'customer')?.conversationParticipantSid
  if (member === undefined || conversations.participants.get(member) === undefined) return
  stage.story.tell(name, 'leaves')
  await stage.call(name, {
    method: 'delete',
    uri: `${CONVERSATIONS}/${chat.conversationSid}/Participants/${member}`,
  })
}

/** A timer or a program closes the conversation, and its channel does not know. */
async function closes(stage: Stage, { name, chat }: Customer): Promise<void> {
  stage.story.tell(name, 'closes the conversation')
  const data = { State: 'closed' }
  await stage.call(name, { method: 'post', uri: `${CONVERSATIONS}/${chat.conversationSid}`, data })
}

function customerOn(channel: CustomerChannel, number: number): Readonly<Record<string, string>> {
  const address = `+1500555010${number}`
  const own = '+15005550006'
  switch (channel) {
    case 'web':
      return { Identity: `guest-${number}` }
    case 'sms':
      return { 'MessagingBinding.Address': address, 'MessagingBinding.ProxyAddress': own }
    case 'whatsapp':
      return { 'MessagingBinding.Address': `whatsapp:${address}`, 'MessagingBinding.ProxyAddress': `whatsapp:${own}` }
  }
}

function authorOf(member: Readonly<Record<string, string>>): string {
  return member['Identity'] ?? member['MessagingBinding.Address'] ?? ''
}

function routingOf({ contactCenter: { workspaceSid, assignWorkflowSid } }: Stage): object {
  return {
    workspace_sid: workspaceSid,
    workflow_sid: assignWorkflowSid,
    task_channel_unique_name: 'chat',
    attributes: { language: 'en', order: { number: 4711, items: ['lamp', 'table'] } },
  }
}

function sidOf(body: unknown): string {
  return typeof body === 'object' && body !== null && 'sid' in body ? String(body.sid) : ''
}
