import type { RestAnswer } from '../rest/message.ts'
import type { Mark } from '../rest/route.ts'
import type { Connection } from './connection.ts'
import type { Realtime } from './realtime.ts'
import type { Session } from './session.ts'

/** The hosts that SDKs call through their socket; the names are only labels there (TS-3). */
export type UpstreamHost = 'aim.us1.twilio.com' | 'cds.us1.twilio.com' | 'flex-sdk.twilio.com'

/** A call that came in through a socket. */
export interface UpstreamRequest {
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** The JSON or the form of the body; undefined if there was none that could be read. */
  readonly body: unknown
  readonly ifMatch: string | undefined
  /** For which product the client speaks: `ip_messaging`, `data_sync`, `flex_insights`. */
  readonly product: string
  readonly session: Session
  readonly connection: Connection
}

export interface UpstreamAnswer extends RestAnswer {
  /** What is to be told after the answer has gone out. */
  readonly after?: () => void
}

export interface UpstreamRoute {
  readonly host: UpstreamHost
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** `/v3/Documents/:id`: what follows a colon is a parameter. */
  readonly path: string
  readonly mark: Mark
  readonly fact: string
  readonly handle: (request: UpstreamRequest, realtime: Realtime) => UpstreamAnswer
}
