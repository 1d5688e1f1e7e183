import { newSid } from '../../world/sid.ts'
import type { World } from '../../world/world.ts'
import { dropParticipant, openParticipants, participantsOf, putParticipant } from './conversation-contents.ts'
import { bindingInUse, invalidConversation, participantExists, participantNotFound } from './conversation-errors.ts'
import { findConversation, openConversation } from './conversations.ts'
import { defaultRoleSid } from './roles.ts'
import type { ConversationParticipant, MessagingBinding } from './state.ts'

const PARTICIPANTS_MAX = 1000
const NON_CHAT_PARTICIPANTS_MAX = 50
const CONVERSATIONS_PER_IDENTITY_MAX = 1000

/** A person in a conversation, known by identity (webchat, agents) or by a pair of addresses (SMS, WhatsApp). */
export interface NewParticipant {
  readonly identity?: string | undefined
  readonly messagingBinding?: MessagingBinding | undefined
  readonly attributes?: string | undefined
  readonly roleSid?: string | undefined
}

export interface ParticipantFields {
  readonly attributes?: string | undefined
  readonly roleSid?: string | undefined
  /** Null: nothing has been read. */
  readonly lastReadMessageIndex?: number | null | undefined
  readonly lastReadAtMs?: number | undefined
}

/** Throws 50433 for an identity that is inside, 50416 for a pair of addresses that is in use, 50417 and 50418 (CV-4). */
export function addParticipant(world: World, conversationSid: string, fields: NewParticipant): ConversationParticipant {
  const conversation = openConversation(world, conversationSid)
  const inside = participantsOf(world, conversation.sid)
  if (inside.length >= PARTICIPANTS_MAX) throw invalidConversation(50417, 'Participants limit exceeded')
  if (fields.identity !== undefined) refuseIdentity(world, inside, fields.identity)
  if (fields.messagingBinding !== undefined) refuseBinding(world, inside, fields.messagingBinding)
  const nowMs = world.clock.now()
  const participant = putParticipant(world, {
    sid: newSid(world.random, 'MB'),
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    conversationSid: conversation.sid,
    identity: fields.identity,
    messagingBinding: fields.messagingBinding,
    attributes: fields.attributes ?? '{}',
    roleSid: fields.roleSid ?? defaultRoleSid(world),
    lastReadMessageIndex: undefined,
    lastReadAtMs: undefined,
  })
  world.changes.publish({ kind: 'conversation-participant.added', participant })
  return participant
}

/** The participant with this sid or identity (CV-1). Throws 50350 and 50432. */
export function findParticipant(world: World, conversationSid: string, sidOrIdentity: string): ConversationParticipant {
  const conversation = findConversation(world, conversationSid)
  const found = participantsOf(world, conversation.sid).find(
    ({ sid, identity }) => sid === sidOrIdentity || identity === sidOrIdentity,
  )
  if (found === undefined) throw participantNotFound(sidOrIdentity)
  return found
}

export function updateParticipant(
  world: World,
  participant: ConversationParticipant,
  fields: ParticipantFields,
): ConversationParticipant {
  openConversation(world, participant.conversationSid)
  const updated = putParticipant(world, {
    ...participant,
    attributes: fields.attributes ?? participant.attributes,
    roleSid: fields.roleSid ?? participant.roleSid,
    lastReadMessageIndex: lastRead(participant, fields),
    lastReadAtMs: fields.lastReadAtMs ?? participant.lastReadAtMs,
    updatedAtMs: world.clock.now(),
  })
  world.changes.publish({ kind: 'conversation-participant.updated', participant: updated })
  return updated
}

function lastRead(participant: ConversationParticipant, { lastReadMessageIndex: index }: ParticipantFields) {
  return index === null ? undefined : (index ?? participant.lastReadMessageIndex)
}

/** Throws 50377 if the conversation is closed: nobody leaves it any more (CV-5). */
export function removeParticipant(world: World, participant: ConversationParticipant): void {
  openConversation(world, participant.conversationSid)
  dropParticipant(world, participant)
  world.changes.publish({ kind: 'conversation-participant.removed', participant })
}

function refuseIdentity(world: World, inside: readonly ConversationParticipant[], identity: string): void {
  if (inside.some((participant) => participant.identity === identity)) throw participantExists(identity)
  const open = openParticipants(world, identity).length
  if (open >= CONVERSATIONS_PER_IDENTITY_MAX) throw invalidConversation(50214, 'User conversation limit exceeded')
}

function refuseBinding(world: World, inside: readonly ConversationParticipant[], binding: MessagingBinding): void {
  const nonChat = inside.filter((participant) => participant.messagingBinding !== undefined)
  if (nonChat.length >= NON_CHAT_PARTICIPANTS_MAX)
    throw invalidConversation(50418, 'Non-Chat participants limit exceeded')
  const holder = findByBinding(world, binding)
  if (holder !== undefined) throw bindingInUse(holder.conversationSid)
}

/** Who holds this pair of addresses in an open conversation. */
export function findByBinding(world: World, binding: MessagingBinding): ConversationParticipant | undefined {
  return openParticipants(world, binding)[0]
}
