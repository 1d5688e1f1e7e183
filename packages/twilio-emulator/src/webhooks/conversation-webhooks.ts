import { webhooksOf } from '../services/conversations/conversation-contents.ts'
import type { ConversationWebhook } from '../services/conversations/state.ts'
import type { Change } from '../world/change.ts'
import type { World } from '../world/world.ts'
import { conversationEvent, type ConversationEvent } from './conversation-event.ts'
import type { ConversationsWebhookSettings } from './state.ts'
import type { Webhook } from './webhook.ts'

/** Conversations waits this long for an answer (WH-4). */
const ANSWER_TIMEOUT_MS = 5000

/** The webhooks of a conversation's change: the account's or its service's, and the conversation's own (WH-7, WH-8). */
export function conversationWebhooks(world: World, change: Change): Webhook[] {
  const event = conversationEvent(world, change)
  if (event === undefined || !isTold(world)) return []
  const parameters = {
    ...event.parameters,
    EventType: event.eventType,
    ConversationSid: event.conversationSid,
    AccountSid: world.account.sid,
    ChatServiceSid: world.account.conversationServiceSid,
    ...source(world),
  }
  const { eventType } = event
  return targetsOf(world, event).map(({ url, method }) => {
    return { url, method, eventType, parameters, answerTimeoutMs: ANSWER_TIMEOUT_MS }
  })
}

/** What a REST call has changed is kept from webhooks unless the call asks for it (WH-9). */
function isTold({ origin, assumptions }: World): boolean {
  if (origin?.kind !== 'api') return true
  return origin.host === 'conversations.twilio.com' ? origin.webhookEnabled : assumptions.platformChangesFireWebhooks
}

function source({ origin }: World): Readonly<Record<string, string>> {
  if (origin?.kind === 'api') return { Source: 'API' }
  return origin === undefined ? { Source: 'SDK' } : { Source: 'SDK', ClientIdentity: origin.identity }
}

type Target = Pick<Webhook, 'url' | 'method'>

function targetsOf(world: World, event: ConversationEvent): Target[] {
  const { global, service } = world.webhooks
  const ofService = targetOf(service, event)
  const isReplaced = world.assumptions.serviceWebhookReplacesGlobal && service.postWebhookUrl !== undefined
  const ofAccount = isReplaced ? [] : targetOf(global, event)
  const own = webhooksOf(world, event.conversationSid).filter((webhook) => isWanted(webhook, event))
  return [...ofAccount, ...ofService, ...own.map(({ url = '', method }) => ({ url, method }))]
}

function targetOf({ method, filters, postWebhookUrl, target }: ConversationsWebhookSettings, event: ConversationEvent) {
  if (postWebhookUrl === undefined || target === 'flex' || !filters.includes(event.eventType)) return []
  return [{ url: postWebhookUrl, method: method ?? 'POST' } as const]
}

/** A trigger waits for one of its words in a new message (WH-8). No Studio is built: its webhooks call nobody. */
function isWanted({ target, url, filters, triggers }: ConversationWebhook, event: ConversationEvent): boolean {
  if (url === undefined || target === 'studio') return false
  if (target === 'webhook') return filters.includes(event.eventType)
  const words = event.addedText?.toLowerCase().split(/\s+/) ?? []
  return triggers.some((trigger) => words.includes(trigger.toLowerCase()))
}
