import { SocketPair } from './socket-pair.ts'
import type { Emulator } from '../emulator.ts'
import { decodeFrame, encodeFrame } from '../transports/twilsock/frame.ts'
import { TwilsockTransport } from '../transports/twilsock/twilsock-transport.ts'
import { isObject } from '../transports/rest/parameters.ts'

type Json = Readonly<Record<string, unknown>>

export interface SocketFrame {
  readonly header: Json
  readonly payload: unknown
}

export interface SocketCall {
  readonly body?: unknown
  readonly headers?: Json
  readonly product?: string
}

/** A client on twilsock that is made of nothing but frames, within the process. */
export class SocketClient {
  readonly #pair = new SocketPair()
  readonly frames: SocketFrame[] = []
  #number = 0

  constructor(transport: TwilsockTransport) {
    this.#pair.onReceive((message) => {
      const { header, payload } = decodeFrame(message)
      const text = Buffer.from(payload).toString('utf8')
      this.frames.push({ header, payload: text === '' ? undefined : JSON.parse(text) })
    })
    const request = {
      host: 'tsock.us1.twilio.com',
      path: '/v3/wsconnect',
      query: new URLSearchParams(),
      emulatorUrl: 'http://emulator',
    }
    transport.open(this.#pair.socket, request)
  }

  get isClosed(): boolean {
    return this.#pair.isClosed
  }

  /** Says something that is no frame. */
  sayRaw(message: string | Uint8Array): void {
    this.#pair.say(message)
  }

  /** Answers the status of the reply. */
  authenticate(method: 'init' | 'update', token: string): unknown {
    const id = this.#send({ method, token, registrations: null, continuation_token: null })
    return this.#replyTo(id)?.header['status']
  }

  /** A call through the socket: the status and the body of its answer. */
  async call(method: string, url: string, { body, headers = {}, product = 'ip_messaging' }: SocketCall = {}) {
    const { hostname, pathname, searchParams } = new URL(url)
    const params = Object.fromEntries([...searchParams].map(([name, value]) => [name, encodeURIComponent(value)]))
    const request = { host: hostname, path: pathname, method, params, headers }
    const id = this.#send({ method: 'message', active_grant: product, http_request: request }, body)
    // The hook around calls is a promise; a turn of the event loop runs all that are ready.
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
    const reply = this.#replyTo(id)
    const status = isObject(reply?.header['http_status']) ? reply.header['http_status']['code'] : undefined
    return { status, body: isObject(reply?.payload) ? reply.payload : {} }
  }

  /** What the client was told, in order, such as `map_item_removed`. */
  told(): string[] {
    return this.events().map((event) => String(event['event_type']))
  }

  events(): Json[] {
    const notifications = this.frames.filter(({ header }) => header['method'] === 'notification')
    return notifications.map(({ payload }) => payload).filter(isObject)
  }

  #send(header: Json, body?: unknown): string {
    this.#number += 1
    const id = `TM${this.#number}`
    this.#pair.say(encodeFrame({ ...header, id }, body))
    return id
  }

  #replyTo(id: string): SocketFrame | undefined {
    return this.frames.find(({ header }) => header['method'] === 'reply' && header['id'] === id)
  }
}

/** A door for such clients into the emulator's world. */
export function twilsockOf({ world }: Emulator): TwilsockTransport {
  const onError = (error: unknown): never => {
    throw error
  }
  return new TwilsockTransport({ world, hook: (_call, answer) => answer(), onError })
}
