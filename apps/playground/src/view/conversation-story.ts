/**
 * One conversation from its beginning to now: who was there when, as bars on lanes, and what happened, as a list. Sent
 * whole at first, and again whenever it changes.
 */
export interface ConversationStory {
  readonly conversationSid: string
  /** The time of the emulator's clock, ISO 8601. Bars without an end go on until here. */
  readonly now: string
  /** The customer first, then agents and queues in the order in which they came. */
  readonly lanes: readonly Lane[]
  /** The oldest first. */
  readonly entries: readonly StoryEntry[]
}

/** Somebody, or a queue, over time. */
export interface Lane {
  /** The sid of a worker, a queue or the customer's participant. */
  readonly id: string
  readonly kind: 'customer' | 'agent' | 'queue'
  readonly name: string
  readonly spans: readonly Span[]
}

export interface Span {
  readonly kind: SpanKind
  readonly from: string
  /** Undefined while it lasts. */
  readonly to: string | undefined
}

/**
 * A customer is `inside`, `waiting` (with nobody there, and somebody on the way) or `alone` (with neither); an agent
 * `ringing`, `inside` or in `wrapup`.
 */
export type SpanKind = 'inside' | 'alone' | 'waiting' | 'ringing' | 'wrapup'

export interface StoryEntry {
  /** The same for as long as it is about the same thing: a call is told again when it is answered. */
  readonly id: string
  readonly at: string
  readonly kind: EntryKind
  /** The lane that it belongs to; undefined for calls, webhooks and what is of the whole conversation. */
  readonly laneId: string | undefined
  /** A sentence that needs no other, such as `Bob was invited`. */
  readonly title: string
  readonly detail: string | undefined
  readonly tone: 'plain' | 'good' | 'bad' | 'waiting'
  /** How long a call or the delivery of a webhook took. */
  readonly durationMs: number | undefined
  /** The rows, the call or the webhook as they are. */
  readonly raw: unknown
}

export type EntryKind =
  | 'message'
  | 'task'
  | 'reservation'
  | 'invite'
  | 'participant'
  | 'conversation'
  | 'repair'
  | 'webhook'
  | 'call'
