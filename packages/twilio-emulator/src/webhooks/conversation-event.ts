import type { Conversation, ConversationParticipant, Message } from '../services/conversations/state.ts'
import type { Change } from '../world/change.ts'
import type { World } from '../world/world.ts'
import { given } from './webhook.ts'

/** Something that Conversations tells after it has happened (WH-10). */
export interface ConversationEvent {
  readonly eventType: string
  readonly conversationSid: string
  readonly parameters: Readonly<Record<string, string>>
  /** The text of a message that was added: what a trigger looks at. */
  readonly addedText?: string
}

/** The event of a change, in the words of Conversations' webhooks; undefined for changes of other products. */
export function conversationEvent(world: World, change: Change): ConversationEvent | undefined {
  const removedAt = { DateRemoved: date(world.clock.now()) }
  switch (change.kind) {
    case 'conversation.created':
      return aboutConversation('onConversationAdded', change.conversation)
    case 'conversation.updated':
      return aboutConversation('onConversationUpdated', change.conversation)
    case 'conversation.deleted':
      return aboutConversation('onConversationRemoved', change.conversation, removedAt)
    case 'conversation.state-updated':
      return stateUpdated(change)
    case 'conversation-participant.added':
      return aboutParticipant('onParticipantAdded', change.participant)
    case 'conversation-participant.updated':
      return aboutParticipant('onParticipantUpdated', change.participant)
    case 'conversation-participant.removed':
      return aboutParticipant('onParticipantRemoved', change.participant, removedAt)
    case 'message.added':
      return { ...aboutMessage('onMessageAdded', change.message), addedText: change.message.body }
    case 'message.updated':
      return aboutMessage('onMessageUpdated', change.message)
    case 'message.removed':
      return aboutMessage('onMessageRemoved', change.message, removedAt)
    default:
      return undefined
  }
}

type Extra = Readonly<Record<string, string>>

function aboutConversation(eventType: string, conversation: Conversation, extra: Extra = {}): ConversationEvent {
  const parameters = given({
    FriendlyName: conversation.friendlyName,
    UniqueName: conversation.uniqueName,
    Attributes: conversation.attributes,
    State: conversation.state,
    DateCreated: date(conversation.createdAtMs),
    DateUpdated: date(conversation.updatedAtMs),
    ...extra,
  })
  return { eventType, conversationSid: conversation.sid, parameters }
}

function stateUpdated({
  conversation,
  from,
  reason,
}: Extract<Change, { kind: 'conversation.state-updated' }>): ConversationEvent {
  const parameters = {
    StateUpdated: date(conversation.updatedAtMs),
    StateFrom: from,
    StateTo: conversation.state,
    Reason: reason,
  }
  return { eventType: 'onConversationStateUpdated', conversationSid: conversation.sid, parameters }
}

function aboutParticipant(
  eventType: string,
  participant: ConversationParticipant,
  extra: Extra = {},
): ConversationEvent {
  const { messagingBinding } = participant
  const parameters = given({
    ParticipantSid: participant.sid,
    Identity: participant.identity,
    RoleSid: participant.roleSid,
    Attributes: participant.attributes,
    'MessagingBinding.ProxyAddress': messagingBinding?.proxyAddress,
    'MessagingBinding.Address': messagingBinding?.address,
    'MessagingBinding.Type': messagingBinding?.type.toUpperCase(),
    LastReadMessageIndex: participant.lastReadMessageIndex,
    DateCreated: date(participant.createdAtMs),
    DateUpdated: date(participant.updatedAtMs),
    ...extra,
  })
  return { eventType, conversationSid: participant.conversationSid, parameters }
}

function aboutMessage(eventType: string, message: Message, extra: Extra = {}): ConversationEvent {
  const parameters = given({
    MessageSid: message.sid,
    Index: message.index,
    Body: message.body,
    Author: message.author,
    ParticipantSid: message.participantSid,
    Attributes: message.attributes,
    DateCreated: date(message.createdAtMs),
    DateUpdated: date(message.updatedAtMs),
    ...extra,
  })
  return { eventType, conversationSid: message.conversationSid, parameters }
}

function date(ms: number): string {
  return new Date(ms).toISOString()
}
