import { isObject } from '../../transports/rest/parameters.ts'
import type { World } from '../../world/world.ts'
import { participantsOf } from '../conversations/conversation-contents.ts'
import { customerName } from './customer-name.ts'
import { participantsOf as channelParticipantsOf } from './rows.ts'
import type { ChannelType } from './state.ts'

/** What a task of a channel is about. */
export interface TaskSubject {
  readonly interactionSid: string
  readonly channelSid: string
  readonly inviteSid: string
  readonly conversationSid: string
  readonly channelType: ChannelType
}

type Attributes = Readonly<Record<string, unknown>>

/**
 * The attributes of a new task: what the request sent, as it is, and what the platform adds (IN-7). The platform's own
 * keys win; what it knows about the customer only fills gaps.
 */
export function taskAttributes(world: World, sent: Attributes, subject: TaskSubject): Attributes {
  return {
    ...aboutCustomer(world, subject),
    ...sent,
    conversations: conversations(world, sent['conversations'], subject),
    flexInteractionSid: subject.interactionSid,
    flexInteractionChannelSid: subject.channelSid,
    flexChannelInviteSid: subject.inviteSid,
    conversationSid: subject.conversationSid,
    channelType: subject.channelType,
  }
}

/** What Flex Insights reads. Whether a `conversation_id` that was sent survives is a switch (IN-30). */
function conversations(world: World, sent: unknown, { interactionSid, conversationSid }: TaskSubject): Attributes {
  const platform = {
    conversation_id: interactionSid,
    media: [{ type: 'ChatTranscript', sid: conversationSid }],
  }
  if (!isObject(sent)) return platform
  return world.assumptions.inviteKeepsConversationId ? { ...platform, ...sent } : { ...sent, ...platform }
}

/** Nothing, if there are only agents left. */
function aboutCustomer(world: World, { channelSid, conversationSid }: TaskSubject): Attributes {
  const agents = channelParticipantsOf(world, channelSid).filter(({ type }) => type === 'agent')
  const agentSids = new Set(agents.map(({ conversationParticipantSid }) => conversationParticipantSid))
  const customer = participantsOf(world, conversationSid).find(({ sid }) => !agentSids.has(sid))
  if (customer === undefined) return {}
  const address = customer.messagingBinding?.address ?? customer.identity
  const name = customerName(customer) ?? address
  return {
    customerAddress: address,
    customerName: name,
    customers: { phone: customer.messagingBinding?.address, name },
  }
}
