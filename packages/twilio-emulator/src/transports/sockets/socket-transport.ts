import type { Socket } from './socket.ts'

/** What a socket was opened for. */
export interface SocketRequest {
  /** The Twilio host, such as `tsock.us1.twilio.com`. */
  readonly host: string
  /** Without the query, such as `/v3/wsconnect`. */
  readonly path: string
  readonly query: URLSearchParams
  /** Where the client reaches the emulator, such as `http://127.0.0.1:4010`. */
  readonly emulatorUrl: string
}

/** One of Twilio's protocols on WebSockets. It may serve any number of sockets at once. */
export interface SocketTransport {
  readonly name: string
  accepts(request: SocketRequest): boolean
  /** Takes the socket over; it is open already. */
  open(socket: Socket, request: SocketRequest): void
  /** The world is about to be made new. Every socket is cut afterwards. */
  worldReset?(): void
}
