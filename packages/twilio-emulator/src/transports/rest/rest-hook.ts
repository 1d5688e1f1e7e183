/** A call of the REST API, as those see it who watch the calls, or disturb them. */
export interface RestCall {
  readonly method: string
  /** The Twilio host; empty if the request named none. */
  readonly host: string
  /** Without the query. */
  readonly path: string
  /** The pattern of the route, such as `/v1/Workspaces/:workspaceSid/Tasks`; undefined if the emulator has none. */
  readonly route: string | undefined
  /** Whose credentials it carries: the account's, as those of Functions and backends do, or somebody's own token. */
  readonly by: CallerKind
}

export type CallerKind = 'account' | 'user'

/** Stands around every call: it may answer in the call's place, and see what is answered. */
export type RestHook = (call: RestCall, answer: () => Promise<Response>) => Promise<Response>
