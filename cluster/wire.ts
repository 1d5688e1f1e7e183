import { once } from 'node:events'
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a process writes down of itself is no change of anybody's conversation. */
const HEARTBEAT_HOST = 'sync.twilio.com'

/** The way from one process to Twilio. Whoever stands beside it sees when the process changes something. */
export class Wire {
  readonly #server: Server
  readonly #twilioUrl: string
  #waiting: (() => void)[] = []
  /** Every other time the change is told of before it has reached Twilio, and else when it was answered. */
  #tellsBefore = false

  private constructor(twilioUrl: string) {
    this.#twilioUrl = twilioUrl
    this.#server = createServer((incoming, outgoing) => this.#forward(incoming, outgoing))
  }

  static async open(twilioUrl: string): Promise<Wire> {
    const wire = new Wire(twilioUrl)
    wire.#server.listen(0, '127.0.0.1')
    await once(wire.#server, 'listening')
    return wire
  }

  /** Where the process finds Twilio. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** Resolves in the middle of the next change that the process makes. */
  nextChange(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
    })
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }

  #forward(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { method = 'GET', url = '/', headers } = incoming
    const isChange = method !== 'GET' && !url.includes(HEARTBEAT_HOST)
    if (isChange && this.#tellsBefore) this.#tell()
    const onward = request(`${this.#twilioUrl}${url}`, { method, headers }, (answer) => {
      if (isChange) answer.once('end', () => this.#tell())
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    // A connection that breaks on one side breaks on the other.
    onward.once('error', () => outgoing.destroy())
    outgoing.once('close', () => {
      if (!outgoing.writableEnded) onward.destroy()
    })
    incoming.pipe(onward)
  }

  #tell(): void {
    if (this.#waiting.length === 0) return
    this.#tellsBefore = !this.#tellsBefore
    for (const resolve of this.#waiting.splice(0)) resolve()
  }
}
