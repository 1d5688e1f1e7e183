import { MEDIA_BYTES_MAX, MEDIA_PER_MESSAGE_MAX } from '../../../services/conversations/media.ts'
import { ok } from '../../rest/message.ts'
import { mediaUrl } from '../../media/media-url.ts'
import type { Realtime } from '../realtime.ts'
import type { UpstreamAnswer, UpstreamRequest, UpstreamRoute } from '../upstream-route.ts'
import { onePage } from './chat-json.ts'
import { serviceUrl, typingUrl } from './chat-url.ts'
import { userEntityNames } from './entity-names.ts'

const BYTES_PER_MEGABYTE = 1_048_576
/** How many users' names a client keeps itself informed of. */
const USERS_SUBSCRIBED_MAX = 100
const TEXT_TYPES = ['text/plain', 'text/html']

const base = { host: 'aim.us1.twilio.com', mark: 'observed', fact: 'TS-10' } as const

export const clientConfigurationRoutes: readonly UpstreamRoute[] = [
  { ...base, method: 'GET', path: '/Client/v2/Configuration', handle: configuration },
  { ...base, method: 'GET', path: '/Client/v2/ContentTemplates', handle: () => ok(onePage('templates', [])) },
]

/** Where a client finds everything else. */
function configuration({ session, connection }: UpstreamRequest, { world }: Realtime): UpstreamAnswer {
  const { identity } = session
  const service = serviceUrl(world)
  const user = `${service}/Users/${encodeURIComponent(identity)}`
  const media = mediaUrl(world, connection.emulatorUrl)
  const megabytes = MEDIA_BYTES_MAX / BYTES_PER_MEGABYTE
  const names = userEntityNames(identity)
  return ok({
    identity,
    account_sid: world.account.sid,
    service_sid: world.account.conversationServiceSid,
    links: {
      my_conversations: `${user}/Conversations`,
      conversations: `${service}/Conversations`,
      users: `${service}/Users`,
      current_user: user,
      typing: typingUrl(),
      media_service: `${media}/Media`,
      media_set_service: `${media}/MediaSet`,
      messages_receipts: `${service}/Conversations/{conversation_sid}/Messages/{message_sid}/Receipts`,
    },
    options: {
      reachability_enabled: true,
      user_infos_to_subscribe: USERS_SUBSCRIBED_MAX,
      http_cache_interval: 'PT5S',
      consumption_report_interval: 'PT5S',
      media_attachments_count_limit: MEDIA_PER_MESSAGE_MAX,
      media_attachment_size_limit_in_mb: megabytes,
      media_attachments_total_size_limit_in_mb: megabytes * MEDIA_PER_MESSAGE_MAX,
      email_histories_allowed_mime_types: TEXT_TYPES,
      email_bodies_allowed_mime_types: TEXT_TYPES,
    },
    sync_objects: { my_user_info: names.info, my_conversations: names.conversations },
  })
}
