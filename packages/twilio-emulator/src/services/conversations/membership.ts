import type { World } from '../../world/world.ts'
import { participantsNamed, participantsOf } from './conversation-contents.ts'
import type { Conversation, ConversationParticipant } from './state.ts'

/** This identity in this conversation, whatever the conversation's state. */
export function memberOf(world: World, conversationSid: string, identity: string): ConversationParticipant | undefined {
  return participantsNamed(world, { identity }).find((participant) => participant.conversationSid === conversationSid)
}

/** Whether the two are in a conversation together. */
export function haveMet(world: World, identity: string, other: string): boolean {
  return participantsNamed(world, { identity }).some(
    ({ conversationSid }) => memberOf(world, conversationSid, other) !== undefined,
  )
}

/** Whether a client may open the conversation: who is in it, and who made it, as long as nobody is in it. */
export function mayOpen(world: World, conversation: Conversation, identity: string): boolean {
  if (memberOf(world, conversation.sid, identity) !== undefined) return true
  return conversation.createdBy === identity && participantsOf(world, conversation.sid).length === 0
}
