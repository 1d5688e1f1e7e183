import { isoSeconds } from '../../transports/rest/render.ts'
import type { World } from '../../world/world.ts'
import { nextTransition } from './conversation-timers.ts'
import type { Conversation } from './state.ts'

/** A conversation as Twilio answers it (CV-1). `base` is what its addresses begin with. */
export function conversationJson(world: World, conversation: Conversation, base: string): object {
  const url = `${base}/Conversations/${conversation.sid}`
  return {
    sid: conversation.sid,
    account_sid: world.account.sid,
    chat_service_sid: world.account.conversationServiceSid,
    messaging_service_sid: null,
    friendly_name: conversation.friendlyName ?? null,
    unique_name: conversation.uniqueName ?? null,
    attributes: conversation.attributes,
    date_created: isoSeconds(conversation.createdAtMs),
    date_updated: isoSeconds(conversation.updatedAtMs),
    state: conversation.state,
    timers: timersJson(world, conversation),
    bindings: {},
    url,
    links: {
      participants: `${url}/Participants`,
      messages: `${url}/Messages`,
      webhooks: `${url}/Webhooks`,
      export: `${url}/Export`,
    },
  }
}

/** When the conversation will become inactive, and when it will be closed; empty without timers. */
export function timersJson(world: World, conversation: Conversation): object {
  const next = nextTransition(world, conversation)
  if (next === undefined) return {}
  if (next.state === 'closed') return { date_closed: isoSeconds(next.atMs) }
  const { closedAfterMs } = conversation.timers
  const closed = closedAfterMs === undefined ? {} : { date_closed: isoSeconds(next.atMs + closedAfterMs) }
  return { date_inactive: isoSeconds(next.atMs), ...closed }
}
