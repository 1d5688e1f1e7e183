import { TwilioError } from '../../transports/rest/twilio-error.ts'
import { newSid } from '../../world/sid.ts'
import type { World } from '../../world/world.ts'
import { messagesOf, participantsOf } from './conversation-contents.ts'
import { invalidConversation } from './conversation-errors.ts'
import { endQuiet } from './conversation-state.ts'
import { findConversation, openConversation } from './conversations.ts'
import type { ConversationParticipant, Message, MessageMedia } from './state.ts'

const CHAT_BODY_BYTES_MAX = 32_768
const SMS_BODY_CHARACTERS_MAX = 1600

export interface NewMessage {
  /** An identity or an address; Twilio's own name for a message without one is `system` (CV-10). */
  readonly author?: string | undefined
  readonly body?: string | undefined
  readonly attributes?: string | undefined
  readonly media?: readonly MessageMedia[] | undefined
}

export interface MessageFields {
  readonly author?: string | undefined
  readonly body?: string | undefined
  readonly attributes?: string | undefined
}

const DEFAULT_AUTHOR = 'system'

/** Adds a message. Indexes count from 0 and are never given twice (CV-10). Throws 50350, 50377, 50504. */
export function addMessage(world: World, conversationSid: string, fields: NewMessage): Message {
  const conversation = openConversation(world, conversationSid)
  const author = fields.author ?? DEFAULT_AUTHOR
  const people = participantsOf(world, conversation.sid)
  const body = fields.body ?? ''
  refuseBody(body, people)
  const nowMs = world.clock.now()
  const message = world.conversations.messages.put({
    sid: newSid(world.random, 'IM'),
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    conversationSid: conversation.sid,
    participantSid: people.find((participant) => isAuthor(participant, author))?.sid,
    index: conversation.nextMessageIndex,
    author,
    body,
    attributes: fields.attributes ?? '{}',
    media: fields.media ?? [],
  })
  world.conversations.messageIndex.add(conversation.sid, message.sid)
  endQuiet(world, { ...conversation, nextMessageIndex: message.index + 1 })
  world.changes.publish({ kind: 'message.added', message })
  return message
}

/** The message with this sid or index (CV-10). Throws 50350 and 50500. */
export function findMessage(world: World, conversationSid: string, sidOrIndex: string): Message {
  const conversation = findConversation(world, conversationSid)
  const found = messagesOf(world, conversation.sid).find(
    ({ sid, index }) => sid === sidOrIndex || String(index) === sidOrIndex,
  )
  if (found === undefined) throw new TwilioError(404, 50500, `Message not found: ${sidOrIndex}`)
  return found
}

export function updateMessage(world: World, message: Message, fields: MessageFields): Message {
  openConversation(world, message.conversationSid)
  if (fields.body !== undefined) refuseBody(fields.body, participantsOf(world, message.conversationSid))
  const updated = world.conversations.messages.put({
    ...message,
    author: fields.author ?? message.author,
    body: fields.body ?? message.body,
    attributes: fields.attributes ?? message.attributes,
    updatedAtMs: world.clock.now(),
  })
  world.changes.publish({ kind: 'message.updated', message: updated })
  return updated
}

export function removeMessage(world: World, message: Message): void {
  openConversation(world, message.conversationSid)
  world.conversations.messages.delete(message.sid)
  world.changes.publish({ kind: 'message.removed', message })
}

function isAuthor({ identity, messagingBinding }: ConversationParticipant, author: string): boolean {
  return identity === author || messagingBinding?.address === author
}

/** A body that goes out to a phone may hold 1600 characters, all others 32 KB (CV-9). */
function refuseBody(body: string, people: readonly ConversationParticipant[]): void {
  const goesToPhone = people.some(({ messagingBinding }) => {
    return messagingBinding?.type === 'sms' || messagingBinding?.type === 'whatsapp'
  })
  const tooLong = goesToPhone ? body.length > SMS_BODY_CHARACTERS_MAX : Buffer.byteLength(body) > CHAT_BODY_BYTES_MAX
  if (!tooLong) return
  const limit = goesToPhone ? `${SMS_BODY_CHARACTERS_MAX} characters` : `${CHAT_BODY_BYTES_MAX} bytes`
  throw invalidConversation(50504, `Message body is too long: at most ${limit} are allowed`)
}
