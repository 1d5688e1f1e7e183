/** What the account has set for the webhooks of all its conversations, and of those of its service (WH-7). */
export interface WebhooksState {
  global: ConversationsWebhookSettings
  service: ConversationsWebhookSettings
}

export interface ConversationsWebhookSettings {
  readonly method: 'GET' | 'POST' | undefined
  /** The events that are sent; none are if there are none. */
  readonly filters: readonly string[]
  readonly preWebhookUrl: string | undefined
  readonly postWebhookUrl: string | undefined
  readonly target: 'webhook' | 'flex'
}

const NOTHING_SET: ConversationsWebhookSettings = {
  method: undefined,
  filters: [],
  preWebhookUrl: undefined,
  postWebhookUrl: undefined,
  target: 'webhook',
}

export function createWebhooksState(): WebhooksState {
  return { global: NOTHING_SET, service: NOTHING_SET }
}
