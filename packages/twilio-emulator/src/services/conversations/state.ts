import type { Clock } from '../../world/clock.ts'
import { Deadlines } from '../../world/deadlines.ts'
import { SidIndex } from '../../world/sid-index.ts'
import { Table } from '../../world/table.ts'

/** The rows of Conversations v1. `attributes` are the JSON text that Twilio stores. */
export interface ConversationsState {
  readonly conversations: Table<Conversation>
  readonly participants: Table<ConversationParticipant>
  readonly messages: Table<Message>
  readonly webhooks: Table<ConversationWebhook>
  readonly users: Table<ConversationUser>
  readonly addresses: Table<Address>
  readonly media: Table<Media>
  /** The files, by the sids of their media. */
  readonly mediaContents: Map<string, Uint8Array>
  /** Who is in a conversation, by the conversation's sid, by identity and by pair of addresses. */
  readonly participantIndex: SidIndex
  readonly messageIndex: SidIndex
  readonly webhookIndex: SidIndex
  /** What the timers of a conversation will do next, by its sid. */
  readonly timers: Deadlines
}

export function createConversationsState(clock: Clock): ConversationsState {
  return {
    conversations: new Table(clock),
    participants: new Table(clock),
    messages: new Table(clock),
    webhooks: new Table(clock),
    users: new Table(clock),
    addresses: new Table(clock),
    media: new Table(clock),
    mediaContents: new Map(),
    participantIndex: new SidIndex(),
    messageIndex: new SidIndex(),
    webhookIndex: new SidIndex(),
    timers: new Deadlines(clock),
  }
}

interface Dated {
  readonly sid: string
  readonly createdAtMs: number
  readonly updatedAtMs: number
}

export type ConversationStateName = 'initializing' | 'active' | 'inactive' | 'closed'

export interface Conversation extends Dated {
  readonly friendlyName: string | undefined
  readonly uniqueName: string | undefined
  readonly attributes: string
  readonly state: ConversationStateName
  readonly timers: ConversationTimers
  /** The identity of the client that made it; `system` for what came by REST or from a phone. */
  readonly createdBy: string
  /** Indexes are not given again when a message is deleted. */
  readonly nextMessageIndex: number
}

/** How long a conversation may be quiet. Undefined: for ever. */
export interface ConversationTimers {
  readonly inactiveAfterMs: number | undefined
  readonly closedAfterMs: number | undefined
  /** From when the quiet is counted: the last message, change of state or change of a timer. */
  readonly quietSinceMs: number
}

export type MessagingBindingType = 'sms' | 'whatsapp' | 'email' | 'messenger'

export interface MessagingBinding {
  readonly type: MessagingBindingType
  readonly address: string
  readonly proxyAddress: string
}

export interface ConversationParticipant extends Dated {
  readonly conversationSid: string
  readonly identity: string | undefined
  readonly messagingBinding: MessagingBinding | undefined
  readonly attributes: string
  readonly roleSid: string
  readonly lastReadMessageIndex: number | undefined
  readonly lastReadAtMs: number | undefined
}

export interface Message extends Dated {
  readonly conversationSid: string
  readonly participantSid: string | undefined
  readonly index: number
  readonly author: string
  readonly body: string
  readonly attributes: string
  readonly media: readonly MessageMedia[]
}

/** What a message says about a file that goes with it. */
export interface MessageMedia {
  readonly sid: string
  readonly category: string
  readonly filename: string | undefined
  readonly contentType: string
  readonly sizeBytes: number
}

/** A file that somebody uploaded, in a message or on its way into one. */
export interface Media extends Dated, MessageMedia {
  /** The identity that uploaded it. */
  readonly author: string
  /** Whoever knows it may fetch the file: browsers do, without a token. */
  readonly secret: string
  /** The conversation of its message; undefined until it is sent. */
  readonly conversationSid: string | undefined
}

export type WebhookTarget = 'webhook' | 'trigger' | 'studio'

/** A webhook of one conversation. */
export interface ConversationWebhook extends Dated {
  readonly conversationSid: string
  readonly target: WebhookTarget
  readonly url: string | undefined
  readonly method: 'GET' | 'POST'
  readonly filters: readonly string[]
  readonly triggers: readonly string[]
  readonly flowSid: string | undefined
  readonly replayAfter: number | undefined
}

export interface ConversationUser extends Dated {
  readonly identity: string
  readonly friendlyName: string | undefined
  readonly attributes: string
  readonly roleSid: string
}

export type AddressType = 'sms' | 'whatsapp' | 'messenger' | 'gbm' | 'email' | 'rcs' | 'apple' | 'chat'

/** One of the account's own addresses, and what becomes of a message that reaches it. */
export interface Address extends Dated {
  readonly type: AddressType
  readonly address: string
  readonly friendlyName: string | undefined
  readonly autoCreation: AutoCreation
}

export interface AutoCreation {
  readonly enabled: boolean
  readonly type: 'webhook' | 'studio' | 'default'
  readonly webhookUrl: string | undefined
  readonly webhookMethod: 'GET' | 'POST'
  readonly webhookFilters: readonly string[]
  readonly studioFlowSid: string | undefined
  readonly studioRetryCount: number | undefined
}
