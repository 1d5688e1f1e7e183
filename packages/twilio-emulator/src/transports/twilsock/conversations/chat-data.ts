import { findConversation } from '../../../services/conversations/conversations.ts'
import { messagesOf } from '../../../services/conversations/conversation-contents.ts'
import type { ConversationParticipant, Message, MessageMedia } from '../../../services/conversations/state.ts'
import { findUser } from '../../../services/conversations/users.ts'
import type { World } from '../../../world/world.ts'
import type { EntityItem } from '../sync/entity.ts'
import { isoDate } from '../sync/entity-json.ts'
import { entityNames, userEntityNames } from './entity-names.ts'

/** What the SDK reads of a conversation (TS-10). */
export function conversationData(world: World, conversationSid: string): unknown {
  const conversation = findConversation(world, conversationSid)
  const names = entityNames(conversation.sid)
  const last = messagesOf(world, conversation.sid).at(-1)
  return {
    friendlyName: conversation.friendlyName ?? null,
    uniqueName: conversation.uniqueName ?? null,
    attributes: JSON.parse(conversation.attributes),
    createdBy: conversation.createdBy,
    dateCreated: isoDate(conversation.createdAtMs),
    dateUpdated: isoDate(conversation.updatedAtMs),
    state: { current: conversation.state, dateUpdated: isoDate(conversation.updatedAtMs) },
    notificationLevel: 'default',
    messages: names.messages,
    roster: names.participants,
    ...(last === undefined ? {} : { lastMessage: { index: last.index, timestamp: isoDate(last.createdAtMs) } }),
  }
}

export function memberItem(participant: ConversationParticipant): EntityItem {
  const { identity, messagingBinding, lastReadAtMs } = participant
  return {
    ...dates(participant),
    key: participant.sid,
    data: {
      identity: identity ?? null,
      type: messagingBinding?.type ?? 'chat',
      roleSid: participant.roleSid,
      attributes: participant.attributes,
      userInfo: identity === undefined ? null : userEntityNames(identity).info,
      lastConsumedMessageIndex: participant.lastReadMessageIndex ?? null,
      lastConsumptionTimestamp: lastReadAtMs === undefined ? null : isoDate(lastReadAtMs),
      dateCreated: isoDate(participant.createdAtMs),
      dateUpdated: isoDate(participant.updatedAtMs),
      bindings: {},
    },
  }
}

export function messageItem(message: Message): EntityItem {
  const media = message.media.map(mediaData)
  return {
    ...dates(message),
    key: message.index,
    data: {
      sid: message.sid,
      author: message.author,
      text: message.body,
      type: media.length === 0 ? 'text' : 'media',
      subject: null,
      attributes: message.attributes,
      timestamp: isoDate(message.createdAtMs),
      dateUpdated: isoDate(message.updatedAtMs),
      lastUpdatedBy: null,
      memberSid: message.participantSid ?? null,
      ...(media.length === 0 ? {} : { medias: media, media: media[0] }),
    },
  }
}

function mediaData({ sid, category, filename, contentType, sizeBytes }: MessageMedia): object {
  return { sid, category, filename: filename ?? null, contentType, size: sizeBytes }
}

/** What stands in the map of all conversations of a user. */
export function ownConversationItem(participant: ConversationParticipant): EntityItem {
  const names = entityNames(participant.conversationSid)
  return {
    ...dates(participant),
    key: participant.conversationSid,
    data: {
      status: 'joined',
      channel: names.conversation,
      messages: names.messages,
      roster: names.participants,
      lastConsumedMessageIndex: participant.lastReadMessageIndex ?? null,
      notificationLevel: 'default',
    },
  }
}

/** In the order of their keys. Who is no user yet is known by the identity. */
export function userItems(world: World, identity: string, isOnline: boolean): EntityItem[] {
  const user = findUser(world, identity)
  const at = dates(user ?? { createdAtMs: 0, updatedAtMs: 0 })
  return [
    { ...at, key: 'attributes', data: { value: user?.attributes ?? '{}' } },
    { ...at, key: 'friendlyName', data: { value: user?.friendlyName ?? identity } },
    { ...at, key: 'reachability', data: { online: isOnline, notifiable: false } },
  ]
}

function dates(row: { readonly createdAtMs: number; readonly updatedAtMs: number }): Omit<EntityItem, 'key' | 'data'> {
  return { revision: '0', createdAtMs: row.createdAtMs, updatedAtMs: row.updatedAtMs, expiresAtMs: undefined }
}
