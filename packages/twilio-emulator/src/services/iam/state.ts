import type { Clock } from '../../world/clock.ts'
import { Table } from '../../world/table.ts'

/** The tokens that have been given out. */
export interface IamState {
  readonly tokens: Table<FlexToken>
  readonly guestTokens: Table<GuestToken>
}

export function createIamState(clock: Clock): IamState {
  return { tokens: new Table(clock), guestTokens: new Table(clock) }
}

export interface FlexToken {
  /** The token itself; it is opaque to everybody but this service. */
  readonly sid: string
  readonly workerSid: string
  readonly identity: string
  readonly roles: readonly string[]
  readonly expiresAtMs: number
}

/** What a customer's page speaks with. */
export interface GuestToken {
  /** The token itself. */
  readonly sid: string
  readonly identity: string
  readonly expiresAtMs: number
}
