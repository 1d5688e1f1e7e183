import { messagesOf, participantsOf } from '../../../services/conversations/conversation-contents.ts'
import { memberOf } from '../../../services/conversations/membership.ts'
import { bindingJson } from '../../../services/conversations/participant-json.ts'
import type { Conversation, ConversationParticipant, Message } from '../../../services/conversations/state.ts'
import { findUser } from '../../../services/conversations/users.ts'
import type { World } from '../../../world/world.ts'
import { isoDate } from '../sync/entity-json.ts'
import { conversationUrl, serviceUrl } from './chat-url.ts'
import { entityNames, userEntityNames } from './entity-names.ts'

/** A conversation as a client with this identity is answered (TS-11). */
export function conversationBody(world: World, conversation: Conversation, identity: string): object {
  const { sid } = conversation
  const member = memberOf(world, sid, identity)
  const url = conversationUrl(world, sid)
  return {
    sid,
    conversation_sid: sid,
    account_sid: world.account.sid,
    chat_service_sid: world.account.conversationServiceSid,
    friendly_name: conversation.friendlyName ?? null,
    unique_name: conversation.uniqueName ?? null,
    attributes: conversation.attributes,
    created_by: conversation.createdBy,
    date_created: isoDate(conversation.createdAtMs),
    date_updated: isoDate(conversation.updatedAtMs),
    state: conversation.state,
    status: member === undefined ? 'notParticipating' : 'joined',
    notification_level: 'default',
    participants_count: participantsOf(world, sid).length,
    messages_count: messagesOf(world, sid).length,
    last_read_message_index: member?.lastReadMessageIndex ?? null,
    unread_messages_count: unread(conversation, member),
    sync_objects: entityNames(sid),
    url,
    links: { self: url, messages: `${url}/Messages`, participants: `${url}/Participants` },
  }
}

/** Null for somebody who has never read anything: SDKs tell that from 0 (TS-11). */
function unread({ nextMessageIndex }: Conversation, member: ConversationParticipant | undefined): number | null {
  const read = member?.lastReadMessageIndex
  return read === undefined ? null : Math.max(0, nextMessageIndex - 1 - read)
}

export function participantBody(world: World, participant: ConversationParticipant): object {
  const { sid, conversationSid, messagingBinding } = participant
  return {
    sid,
    account_sid: world.account.sid,
    conversation_sid: conversationSid,
    identity: participant.identity ?? null,
    attributes: participant.attributes,
    messaging_binding: messagingBinding === undefined ? null : bindingJson(messagingBinding),
    role_sid: participant.roleSid,
    last_read_message_index: participant.lastReadMessageIndex ?? null,
    date_created: isoDate(participant.createdAtMs),
    date_updated: isoDate(participant.updatedAtMs),
    url: `${conversationUrl(world, conversationSid)}/Participants/${sid}`,
  }
}

export function messageBody(world: World, message: Message): object {
  return {
    sid: message.sid,
    account_sid: world.account.sid,
    conversation_sid: message.conversationSid,
    index: message.index,
    author: message.author,
    body: message.body,
    attributes: message.attributes,
    participant_sid: message.participantSid ?? null,
    date_created: isoDate(message.createdAtMs),
    date_updated: isoDate(message.updatedAtMs),
    url: `${conversationUrl(world, message.conversationSid)}/Messages/${message.sid}`,
  }
}

/** Who is no user yet is known by the identity. */
export function userBody(world: World, identity: string): object {
  const user = findUser(world, identity)
  return {
    sid: user?.sid ?? null,
    identity,
    friendly_name: user?.friendlyName ?? identity,
    attributes: user?.attributes ?? '{}',
    is_online: null,
    is_notifiable: null,
    sync_objects: { user_info_map: userEntityNames(identity).info },
    url: `${serviceUrl(world)}/Users/${encodeURIComponent(identity)}`,
  }
}

/** A list that has one page; null ends it, and undefined would not (TS-11). */
export function onePage(key: string, rows: readonly object[]): object {
  return { [key]: rows, meta: { key, page: 0, page_size: rows.length, previous_token: null, next_token: null } }
}
