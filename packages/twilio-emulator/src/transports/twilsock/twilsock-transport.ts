import type { World } from '../../world/world.ts'
import type { RestHook } from '../rest/rest-hook.ts'
import type { Socket } from '../sockets/socket.ts'
import type { SocketRequest, SocketTransport } from '../sockets/socket-transport.ts'
import { Connection } from './connection.ts'
import { Realtime } from './realtime.ts'
import { answerUpstream } from './upstream.ts'

export interface TwilsockOptions {
  readonly world: World
  readonly hook: RestHook
  /** Hears of defects. */
  readonly onError: (error: unknown) => void
}

/** The socket of Twilio's SDKs for Conversations and Sync, with which they call, and on which they are told (TS-1). */
export class TwilsockTransport implements SocketTransport {
  readonly name = 'twilsock'
  readonly #options: TwilsockOptions
  readonly #realtime: Realtime

  constructor(options: TwilsockOptions) {
    this.#options = options
    this.#realtime = new Realtime(options.world)
  }

  accepts({ host, path }: SocketRequest): boolean {
    return host.startsWith('tsock.') && path === '/v3/wsconnect'
  }

  open(socket: Socket, request: SocketRequest): void {
    const { world, hook, onError } = this.#options
    const realtime = this.#realtime
    // The socket's listeners keep the connection alive.
    void new Connection({
      world,
      socket,
      request,
      onOpen: (connection) => realtime.arrive(connection),
      onClose: (connection) => realtime.leave(connection),
      onMessage: (connection, frame) => {
        answerUpstream({ realtime, hook }, connection, frame).catch((error: unknown) => {
          connection.cut()
          onError(error)
        })
      },
    })
  }

  worldReset(): void {
    this.#realtime.worldReset()
  }
}
