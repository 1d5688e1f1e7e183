/** Marks, on its way out, an answer that must not reach the caller. */
const BROKEN = 'x-emulator-broken-connection'

/** What stands for the answer of a call whose connection breaks. */
export function brokenConnection(): Response {
  return new Response(null, { status: 502, headers: { [BROKEN]: 'true' } })
}

export function isBrokenConnection(response: Response): boolean {
  return response.headers.has(BROKEN)
}

/** What a caller within the process gets in place of an answer, in the form of a socket's error. */
export class ConnectionBroken extends Error {
  override readonly name = 'ConnectionBroken'
  readonly code = 'ECONNRESET'

  constructor() {
    super('The emulator broke the connection, as a fault told it to')
  }
}
