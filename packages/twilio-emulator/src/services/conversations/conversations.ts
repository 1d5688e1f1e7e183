import type { World } from '../../world/world.ts'
import { newSid } from '../../world/sid.ts'
import {
  conversationClosed,
  conversationNotFound,
  invalidConversation,
  uniqueNameTaken,
} from './conversation-errors.ts'
import { setConversationState, watchTimers } from './conversation-state.ts'
import { dropParticipant, messagesOf, participantsOf, webhooksOf } from './conversation-contents.ts'
import type { Conversation, ConversationStateName } from './state.ts'

/** What may be set on a conversation; what is absent stays as it is. */
export interface ConversationFields {
  readonly friendlyName?: string | undefined
  readonly uniqueName?: string | undefined
  readonly attributes?: string | undefined
  readonly state?: ConversationStateName | undefined
  readonly inactiveAfterMs?: number | undefined
  readonly closedAfterMs?: number | undefined
}

const SID = /^CH[0-9a-f]{32}$/

/** A conversation is born active, unless it is asked to begin inactive; it cannot begin closed (CV-5). */
export function createConversation(world: World, fields: ConversationFields): Conversation {
  if (fields.state === 'closed') throw invalidConversation(50384, "Initial state can't be 'closed'")
  refuseUniqueName(world, fields.uniqueName)
  const nowMs = world.clock.now()
  const conversation = world.conversations.conversations.put({
    sid: newSid(world.random, 'CH'),
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    friendlyName: fields.friendlyName,
    uniqueName: fields.uniqueName,
    attributes: fields.attributes ?? '{}',
    state: fields.state ?? 'active',
    timers: {
      inactiveAfterMs: fields.inactiveAfterMs,
      closedAfterMs: fields.closedAfterMs,
      quietSinceMs: nowMs,
    },
    createdBy: world.origin?.kind === 'sdk' ? world.origin.identity : 'system',
    nextMessageIndex: 0,
  })
  watchTimers(world, conversation)
  world.changes.publish({ kind: 'conversation.created', conversation })
  return conversation
}

/** The conversation with this sid or unique name (CV-1). Throws 50350. */
export function findConversation(world: World, sidOrName: string): Conversation {
  const { conversations } = world.conversations
  const found =
    conversations.get(sidOrName) ?? conversations.all().find((conversation) => conversation.uniqueName === sidOrName)
  if (found === undefined) throw conversationNotFound(sidOrName)
  return found
}

/** The conversation, ready for a change. Throws 50350, and 50377 for a closed one: closed is final (CV-5). */
export function openConversation(world: World, sidOrName: string): Conversation {
  const conversation = findConversation(world, sidOrName)
  if (conversation.state === 'closed') throw conversationClosed()
  return conversation
}

export function updateConversation(world: World, sidOrName: string, fields: ConversationFields): Conversation {
  const before = openConversation(world, sidOrName)
  if (fields.uniqueName !== before.uniqueName) refuseUniqueName(world, fields.uniqueName)
  const quiet = fields.state !== undefined || fields.inactiveAfterMs !== undefined || fields.closedAfterMs !== undefined
  const nowMs = world.clock.now()
  const conversation = world.conversations.conversations.put({
    ...before,
    friendlyName: fields.friendlyName ?? before.friendlyName,
    uniqueName: fields.uniqueName ?? before.uniqueName,
    attributes: fields.attributes ?? before.attributes,
    timers: {
      inactiveAfterMs: fields.inactiveAfterMs ?? before.timers.inactiveAfterMs,
      closedAfterMs: fields.closedAfterMs ?? before.timers.closedAfterMs,
      quietSinceMs: quiet ? nowMs : before.timers.quietSinceMs,
    },
    updatedAtMs: nowMs,
  })
  if (fields.state !== undefined && fields.state !== before.state) {
    return setConversationState(world, conversation, { state: fields.state, reason: 'API' })
  }
  if (quiet) watchTimers(world, conversation)
  world.changes.publish({ kind: 'conversation.updated', conversation })
  return conversation
}

/** Deletes the conversation with all that is in it (CV-2). */
export function deleteConversation(world: World, sidOrName: string): void {
  const conversation = findConversation(world, sidOrName)
  world.conversations.timers.clear(conversation.sid)
  const participants = participantsOf(world, conversation.sid)
  for (const participant of participants) dropParticipant(world, participant)
  for (const { sid } of messagesOf(world, conversation.sid)) world.conversations.messages.delete(sid)
  for (const { sid } of webhooksOf(world, conversation.sid)) world.conversations.webhooks.delete(sid)
  world.conversations.conversations.delete(conversation.sid)
  world.changes.publish({ kind: 'conversation.deleted', conversation, participants })
}

function refuseUniqueName(world: World, uniqueName: string | undefined): void {
  if (uniqueName === undefined) return
  if (SID.test(uniqueName)) throw invalidConversation(50390, 'Unique name should not match conversation sid pattern')
  const taken = world.conversations.conversations.all().some((conversation) => conversation.uniqueName === uniqueName)
  if (taken) throw uniqueNameTaken(uniqueName)
}
