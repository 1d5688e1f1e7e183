/**
 * Who calls: the account itself, a worker with a Flex token, as the Flex UI does, or somebody who was not asked: the last
 * one only where a route is for anyone.
 */
export type Caller =
  | { readonly kind: 'account' }
  | { readonly kind: 'worker'; readonly workerSid: string }
  | { readonly kind: 'anyone' }

/** A call of the REST API, read off the wire. */
export interface RestRequest {
  /** `https://<twilio host>/<path>`, whatever address the emulator was reached at. */
  readonly url: URL
  readonly params: Readonly<Record<string, string>>
  /** The form of a POST; empty if there was none. */
  readonly form: URLSearchParams
  /** The body of a POST of type application/json; undefined if there was none. */
  readonly json: unknown
  /** The file of a POST of type multipart/form-data. */
  readonly upload?: Upload | undefined
  readonly ifMatch: string | undefined
  readonly caller: Caller
}

export interface Upload {
  readonly content: Uint8Array
  readonly contentType: string
}

export interface RestAnswer {
  readonly status: number
  /** Undefined for an answer without a body (204); a text is sent as it is, everything else as JSON. */
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export function ok(body: unknown): RestAnswer {
  return { status: 200, body }
}

export function created(body: unknown): RestAnswer {
  return { status: 201, body }
}

export function noContent(): RestAnswer {
  return { status: 204, body: undefined }
}
