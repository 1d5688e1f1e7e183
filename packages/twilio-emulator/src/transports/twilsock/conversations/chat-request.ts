import { conversationAttributes, smallAttributes } from '../../../services/conversations/conversation-attributes.ts'
import { findConversation } from '../../../services/conversations/conversations.ts'
import { mayOpen, memberOf } from '../../../services/conversations/membership.ts'
import type { Conversation, ConversationParticipant } from '../../../services/conversations/state.ts'
import type { World } from '../../../world/world.ts'
import { TwilioError } from '../../rest/twilio-error.ts'
import type { UpstreamRequest } from '../upstream-route.ts'

/** The conversation that a client names by sid or unique name. Throws 404, and 403 if it is not theirs (TS-14). */
export function openedConversation({ params, session }: UpstreamRequest, world: World): Conversation {
  const conversation = findConversation(world, params['conversation'] ?? '')
  if (!mayOpen(world, conversation, session.identity)) throw notAMember(session.identity)
  return conversation
}

/** Who the client is in the conversation that it names. Throws 404 and 403. */
export function ownMembership({ params, session }: UpstreamRequest, world: World): ConversationParticipant {
  const conversation = findConversation(world, params['conversation'] ?? '')
  const member = memberOf(world, conversation.sid, session.identity)
  if (member === undefined) throw notAMember(session.identity)
  return member
}

/** What a customer may do with their own only, staff may do with everybody's (TS-14). */
export function refuseForeign({ session }: UpstreamRequest, owner: string | undefined): void {
  if (session.workerSid === undefined && owner !== session.identity) throw notAllowed()
}

export function notAMember(identity: string): TwilioError {
  return new TwilioError(403, 50_430, `Participant is not a member of conversation: ${identity}`)
}

export function notAllowed(): TwilioError {
  return new TwilioError(403, 50_107, 'User not authorized for command')
}

/** SDKs send attributes as JSON text; they are held to what REST holds them to. */
export function readSmallAttributes(attributes: unknown): string | undefined {
  return smallAttributes(attributesForm(attributes))
}

export function readConversationAttributes(attributes: unknown): string | undefined {
  return conversationAttributes(attributesForm(attributes))
}

function attributesForm(attributes: unknown): URLSearchParams {
  if (attributes === undefined || attributes === null) return new URLSearchParams()
  return new URLSearchParams({ Attributes: typeof attributes === 'string' ? attributes : JSON.stringify(attributes) })
}
