import { STATUS_CODES, type IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { TwilioError } from '../rest/twilio-error.ts'
import { twilioAddress } from '../twilio-address.ts'
import { openSocket } from './open-socket.ts'
import type { SocketRequest, SocketTransport } from './socket-transport.ts'

/** Twilio's clients send nothing that is nearly as large; this keeps a mistake from filling the memory. */
const MESSAGE_BYTES_MAX = 4_194_304
/** A socket that has not answered a ping when the next one is due is gone. */
const PING_EVERY_MS = 25_000
/** A playground of twenty desktops opens a few hundred; more of them are clients that reconnect without end. */
const SOCKETS_MAX = 5000

/**
 * Brings sockets to the transports. A socket says like a request which Twilio host it is for: in its path or in the
 * header `X-Twilio-Host`. One that no transport takes is refused with an HTTP error before it is open.
 */
export class SocketServer {
  readonly #transports: readonly SocketTransport[]
  readonly #onError: (error: unknown) => void
  readonly #webSockets = new WebSocketServer({ noServer: true, maxPayload: MESSAGE_BYTES_MAX, clientTracking: true })
  /** Those that have not answered the last ping. */
  readonly #silent = new WeakSet<WebSocket>()
  #pinging: NodeJS.Timeout | undefined

  constructor(transports: readonly SocketTransport[], onError: (error: unknown) => void) {
    this.#transports = transports
    this.#onError = onError
  }

  /** Takes over a connection that asks to become a WebSocket. To be called by the HTTP server's event `upgrade`. */
  upgrade(request: IncomingMessage, connection: Duplex, head: Buffer): void {
    connection.on('error', () => connection.destroy())
    try {
      const asked = socketRequest(request)
      const transport = this.#transports.find((candidate) => candidate.accepts(asked))
      if (transport === undefined) return refuse(connection, unknownSocket(asked))
      if (this.#webSockets.clients.size >= SOCKETS_MAX) return refuse(connection, tooManySockets())
      this.#webSockets.handleUpgrade(request, connection, head, (webSocket) => this.#open(webSocket, transport, asked))
    } catch (error: unknown) {
      if (error instanceof TwilioError) return refuse(connection, error)
      refuse(connection, new TwilioError(500, 20500, 'The emulator has failed to open the socket'))
      this.#onError(error)
    }
  }

  /** How many are open. */
  get size(): number {
    return this.#webSockets.clients.size
  }

  /** To be called before the world is made new: what clients know of the old one is void, and they come back. */
  worldReset(): void {
    for (const transport of this.#transports) transport.worldReset?.()
    this.cutAll()
  }

  /** Cuts every socket, as a network does that breaks: clients come back by themselves. Answers how many there were. */
  cutAll(): number {
    const { size } = this
    for (const webSocket of this.#webSockets.clients) webSocket.terminate()
    return size
  }

  #open(webSocket: WebSocket, transport: SocketTransport, request: SocketRequest): void {
    webSocket.on('error', () => webSocket.terminate())
    webSocket.on('pong', () => this.#silent.delete(webSocket))
    this.#startPinging()
    try {
      transport.open(
        openSocket(webSocket, (error) => this.#onError(error)),
        request,
      )
    } catch (error: unknown) {
      webSocket.terminate()
      this.#onError(error)
    }
  }

  #startPinging(): void {
    if (this.#pinging !== undefined) return
    this.#pinging = setInterval(() => this.#ping(), PING_EVERY_MS)
    this.#pinging.unref()
  }

  #ping(): void {
    if (this.size === 0) {
      clearInterval(this.#pinging)
      this.#pinging = undefined
    }
    for (const webSocket of this.#webSockets.clients) {
      if (this.#silent.has(webSocket)) webSocket.terminate()
      this.#silent.add(webSocket)
      webSocket.ping()
    }
  }
}

function socketRequest(request: IncomingMessage): SocketRequest {
  const url = URL.parse(`http://emulator${request.url ?? ''}`)
  const header = request.headers['x-twilio-host']
  const address = url === null ? undefined : twilioAddress(url, typeof header === 'string' ? header : undefined)
  if (address === undefined) throw noTwilioHost()
  const emulatorUrl = `http://${request.headers.host ?? ''}`
  return { host: address.hostname, path: address.pathname, query: address.searchParams, emulatorUrl }
}

function refuse(connection: Duplex, error: TwilioError): void {
  const body = JSON.stringify(error.toJson())
  const head = [
    `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status] ?? ''}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ]
  connection.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}

function unknownSocket({ host, path }: SocketRequest): TwilioError {
  return new TwilioError(404, 20404, `The emulator has no socket at wss://${host}${path}.`)
}

function tooManySockets(): TwilioError {
  return new TwilioError(503, 20503, `${SOCKETS_MAX} sockets are open already`)
}

function noTwilioHost(): TwilioError {
  const ways = 'put it in the path (/__twilio/tsock.us1.twilio.com/v3/wsconnect) or in the header X-Twilio-Host'
  return new TwilioError(404, 20404, `The socket does not say which Twilio host it is for: ${ways}.`)
}
