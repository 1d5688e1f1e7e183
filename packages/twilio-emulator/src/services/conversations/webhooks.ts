import { TwilioError } from '../../transports/rest/twilio-error.ts'
import { newSid } from '../../world/sid.ts'
import type { World } from '../../world/world.ts'
import { webhooksOf } from './conversation-contents.ts'
import { invalidConversation } from './conversation-errors.ts'
import { findConversation, openConversation } from './conversations.ts'
import type { ConversationWebhook } from './state.ts'

const WEBHOOKS_MAX = 5

export type NewWebhook = Pick<
  ConversationWebhook,
  'target' | 'url' | 'method' | 'filters' | 'triggers' | 'flowSid' | 'replayAfter'
>

/** Throws 50361 for the sixth, and 50367, 50369, 50371 if what the target needs is missing (CV-11). */
export function createWebhook(world: World, conversationSid: string, fields: NewWebhook): ConversationWebhook {
  const conversation = openConversation(world, conversationSid)
  if (webhooksOf(world, conversation.sid).length >= WEBHOOKS_MAX) {
    throw invalidConversation(50361, `Too many conversation webhooks: at most ${WEBHOOKS_MAX} are allowed`)
  }
  refuseIncomplete(fields)
  const nowMs = world.clock.now()
  const webhook = world.conversations.webhooks.put({
    ...fields,
    sid: newSid(world.random, 'WH'),
    conversationSid: conversation.sid,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  })
  world.conversations.webhookIndex.add(conversation.sid, webhook.sid)
  return webhook
}

export function findWebhook(world: World, conversationSid: string, sid: string): ConversationWebhook {
  const conversation = findConversation(world, conversationSid)
  const webhook = world.conversations.webhooks.get(sid)
  if (webhook?.conversationSid !== conversation.sid) {
    throw new TwilioError(404, 50360, `Conversation webhook not found: ${sid}`)
  }
  return webhook
}

export function deleteWebhook(world: World, webhook: ConversationWebhook): void {
  world.conversations.webhookIndex.remove(webhook.conversationSid, webhook.sid)
  world.conversations.webhooks.delete(webhook.sid)
}

function refuseIncomplete({ target, url, flowSid, triggers }: NewWebhook): void {
  if (target === 'studio') {
    if (flowSid === undefined) throw invalidConversation(50367, 'Invalid conversation webhook flow SID')
    return
  }
  if (url === undefined) throw invalidConversation(50369, 'Conversation webhook URL not provided')
  if (target === 'trigger' && triggers.length === 0) {
    throw invalidConversation(50371, 'Conversation webhook trigger not provided')
  }
}
