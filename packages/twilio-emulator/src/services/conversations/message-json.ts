import { isoSeconds } from '../../transports/rest/render.ts'
import type { World } from '../../world/world.ts'
import type { Message, MessageMedia } from './state.ts'

/** A message as Twilio answers it (CV-10). `base` is what its address begins with. */
export function messageJson(world: World, message: Message, base: string): object {
  const url = `${base}/Conversations/${message.conversationSid}/Messages/${message.sid}`
  return {
    account_sid: world.account.sid,
    conversation_sid: message.conversationSid,
    sid: message.sid,
    index: message.index,
    author: message.author,
    body: message.body,
    media: message.media.length === 0 ? null : message.media.map(mediaJson),
    attributes: message.attributes,
    participant_sid: message.participantSid ?? null,
    date_created: isoSeconds(message.createdAtMs),
    date_updated: isoSeconds(message.updatedAtMs),
    url,
    delivery: null,
    links: { delivery_receipts: `${url}/Receipts`, channel_metadata: `${url}/ChannelMetadata` },
    content_sid: null,
  }
}

/** A file of a message as Twilio answers it (CV-10). */
function mediaJson({ sid, sizeBytes, contentType, filename, category }: MessageMedia): object {
  return { sid, size: sizeBytes, content_type: contentType, filename: filename ?? null, category }
}
