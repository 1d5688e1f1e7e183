/** A webhook on the wire. */
export interface WebhookRequest {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  /** The form of a POST; undefined for a GET. */
  readonly body: string | undefined
  readonly timeoutMs: number
}

export type WebhookOutcome =
  | { readonly kind: 'answered'; readonly status: number }
  | { readonly kind: 'connect-failed' }
  | { readonly kind: 'timed-out' }

/** Carries one attempt to its address. What goes wrong is an outcome, never a rejection. */
export type Deliver = (request: WebhookRequest) => Promise<WebhookOutcome>

/** Carries it over the network. `timeoutMs` is real time, whatever clock the emulator runs on. */
export async function deliverOverHttp({
  url,
  method,
  headers,
  body,
  timeoutMs,
}: WebhookRequest): Promise<WebhookOutcome> {
  try {
    const signal = AbortSignal.timeout(timeoutMs)
    const content = body === undefined ? {} : { body }
    const response = await fetch(url, { method, headers: { ...headers }, redirect: 'manual', signal, ...content })
    // The answer's content means nothing, and an unread one holds its connection open.
    await response.body?.cancel()
    return { kind: 'answered', status: response.status }
  } catch (error: unknown) {
    const timedOut = error instanceof Error && error.name === 'TimeoutError'
    return { kind: timedOut ? 'timed-out' : 'connect-failed' }
  }
}
