import type { Clock } from '../../world/clock.ts'
import { Table } from '../../world/table.ts'

/** The rows of Event Streams: where events go, and which. */
export interface EventStreamsState {
  readonly sinks: Table<Sink>
  readonly subscriptions: Table<Subscription>
}

export function createEventStreamsState(clock: Clock): EventStreamsState {
  return { sinks: new Table(clock), subscriptions: new Table(clock) }
}

interface Dated {
  readonly sid: string
  readonly createdAtMs: number
  readonly updatedAtMs: number
}

export type SinkType = 'webhook' | 'kinesis' | 'segment' | 'email'

export interface Sink extends Dated {
  readonly description: string
  readonly type: SinkType
  /** As it was sent. Only that of a webhook means anything here. */
  readonly configuration: Readonly<Record<string, unknown>>
}

export interface Subscription extends Dated {
  readonly description: string
  readonly sinkSid: string
  readonly events: readonly SubscribedEvent[]
}

export interface SubscribedEvent {
  readonly type: string
  readonly schemaVersion: number
}
