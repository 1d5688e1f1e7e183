import type { World } from '../../world/world.ts'
import { findByAddress } from './addresses.ts'
import { createConversation } from './conversations.ts'
import { addMessage } from './messages.ts'
import { readBinding } from './messaging-binding.ts'
import { addParticipant, findByBinding } from './participants.ts'
import type { Address, Message, MessagingBinding } from './state.ts'
import { createWebhook } from './webhooks.ts'

export interface InboundMessage {
  /** The customer's address. */
  readonly from: string
  /** One of the account's own. */
  readonly to: string
  readonly body: string
}

/** Where a message went. */
export type Delivery =
  | { readonly kind: 'existing-conversation' | 'new-conversation'; readonly message: Message }
  | { readonly kind: 'dropped'; readonly why: string }

/**
 * What happens to a message that a carrier brings: it goes into the one open conversation of its pair of addresses, or
 * into a new one if the account's address makes conversations of its own accord (CV-13). Throws for what is no pair.
 */
export function receiveMessage(world: World, { from, to, body }: InboundMessage): Delivery {
  const binding = readBinding(from, to)
  const existing = findByBinding(world, binding)
  if (existing !== undefined) {
    const message = addMessage(world, existing.conversationSid, { author: from, body })
    return { kind: 'existing-conversation', message }
  }
  const address = findByAddress(world, to)
  if (address?.autoCreation.enabled !== true) {
    return { kind: 'dropped', why: `${to} has no address configuration that creates conversations` }
  }
  const conversationSid = autoCreate(world, address, binding)
  return { kind: 'new-conversation', message: addMessage(world, conversationSid, { author: from, body }) }
}

function autoCreate(world: World, address: Address, messagingBinding: MessagingBinding): string {
  const { sid } = createConversation(world, { friendlyName: `Customer conversation ${messagingBinding.address}` })
  attachAutoCreation(world, sid, address)
  addParticipant(world, sid, { messagingBinding })
  return sid
}

/** Gives a conversation the webhook that its address asks for (CV-12). */
export function attachAutoCreation(world: World, conversationSid: string, { autoCreation }: Address): void {
  const { enabled, type, webhookUrl, webhookMethod, webhookFilters, studioFlowSid } = autoCreation
  if (!enabled || type === 'default') return
  createWebhook(world, conversationSid, {
    target: type,
    url: type === 'webhook' ? webhookUrl : undefined,
    method: webhookMethod,
    filters: webhookFilters,
    triggers: [],
    flowSid: type === 'studio' ? studioFlowSid : undefined,
    replayAfter: undefined,
  })
}
