import { isoSeconds } from '../../transports/rest/render.ts'
import type { World } from '../../world/world.ts'
import type { ConversationParticipant, MessagingBinding } from './state.ts'

/** A participant as Twilio answers it (CV-1). `base` is what its address begins with. */
export function participantJson(world: World, participant: ConversationParticipant, base: string): object {
  const { conversationSid, sid, lastReadAtMs, messagingBinding } = participant
  return {
    account_sid: world.account.sid,
    conversation_sid: conversationSid,
    sid,
    identity: participant.identity ?? null,
    attributes: participant.attributes,
    messaging_binding: messagingBinding === undefined ? null : bindingJson(messagingBinding),
    role_sid: participant.roleSid,
    date_created: isoSeconds(participant.createdAtMs),
    date_updated: isoSeconds(participant.updatedAtMs),
    url: `${base}/Conversations/${conversationSid}/Participants/${sid}`,
    last_read_message_index: participant.lastReadMessageIndex ?? null,
    last_read_timestamp: lastReadAtMs === undefined ? null : isoSeconds(lastReadAtMs),
  }
}

export function bindingJson({ type, address, proxyAddress }: MessagingBinding): object {
  return { type, address, proxy_address: proxyAddress }
}
