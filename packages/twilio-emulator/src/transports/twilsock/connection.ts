import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Cancel } from '../../world/clock.ts'
import type { World } from '../../world/world.ts'
import type { Socket } from '../sockets/socket.ts'
import type { SocketRequest } from '../sockets/socket-transport.ts'
import { decodeFrame, encodeFrame, FrameError, type Frame } from './frame.ts'
import { OK, sessionOf, type Session, type Status } from './session.ts'

/** Clients are told this long before their token expires (TS-4). */
const EXPIRY_NOTICE_MS = 180_000

/** A socket speaks for one person from its beginning to its end. */
const OTHER_IDENTITY: Status = {
  code: 403,
  status: 'FORBIDDEN',
  errorCode: 20_101,
  description: 'Invalid Access Token',
}

export interface ConnectionOptions {
  readonly world: World
  readonly socket: Socket
  readonly request: SocketRequest
  readonly onOpen: (connection: Connection) => void
  readonly onMessage: (connection: Connection, frame: Frame) => void
  readonly onClose: (connection: Connection) => void
}

/**
 * One client on twilsock. It is `waiting` until its first frame has brought a valid token, `open` until its token
 * expires or the socket ends, then `closed`. A client whose token is refused stays `waiting` and may try another.
 */
export class Connection {
  readonly #options: ConnectionOptions
  #state: 'waiting' | 'open' | 'closed' = 'waiting'
  #session: Session | undefined
  #cancels: Cancel[] = []
  /** The keys of the Sync objects that the client is subscribed to. */
  readonly subscriptions = new Set<string>()

  constructor(options: ConnectionOptions) {
    this.#options = options
    options.socket.onMessage((message) => this.#receive(message))
    options.socket.onClose(() => this.#end())
  }

  get isOpen(): boolean {
    return this.#state === 'open'
  }

  /** Only an open connection speaks for somebody. */
  get session(): Session {
    if (this.#session === undefined) throw new Error('The connection is not open.')
    return this.#session
  }

  /** Where the client reaches the emulator. */
  get emulatorUrl(): string {
    return this.#options.request.emulatorUrl
  }

  notify(messageType: string, payload: unknown): void {
    if (!this.isOpen) return
    const header = { method: 'notification', id: newId(), message_type: messageType, notification_ctx_id: '' }
    this.#send(header, payload)
  }

  reply(id: string, fields: Readonly<Record<string, unknown>> = {}, payload?: unknown): void {
    this.#send({ method: 'reply', id, status: OK, ...fields }, payload)
  }

  /** Breaks the connection, as a network does. */
  cut(): void {
    this.#options.socket.cut()
  }

  #send(header: Readonly<Record<string, unknown>>, payload?: unknown): void {
    this.#options.socket.send(encodeFrame(header, payload))
  }

  #receive(message: string | Uint8Array): void {
    if (this.#state === 'closed') return
    try {
      if (typeof message === 'string') throw new FrameError('A text message is no frame')
      this.#handle(decodeFrame(message))
    } catch (error: unknown) {
      if (!(error instanceof FrameError)) throw error
      this.#close({ code: 417, status: 'EXPECTATION FAILED', description: error.message })
    }
  }

  #handle(frame: Frame): void {
    const { header } = frame
    switch (header.method) {
      case 'init':
      case 'update':
        return this.#authenticate(frame)
      case 'message':
        if (this.isOpen) return this.#options.onMessage(this, frame)
        return this.#send({ method: 'reply', id: header.id, status: { code: 401, status: 'UNAUTHORIZED' } })
      case 'close':
        return this.#options.socket.close()
      // Acknowledgements and telemetry are answered by nothing (TS-1).
      case 'reply':
      case 'telemetry.v1':
        return
      default:
        return this.reply(header.id)
    }
  }

  #authenticate({ header }: Frame): void {
    const opened = sessionOf(this.#options.world, header)
    if ('refused' in opened) return this.#send({ method: 'reply', id: header.id, status: opened.refused })
    if (this.isOpen && opened.session.identity !== this.session.identity) {
      return this.#send({ method: 'reply', id: header.id, status: OTHER_IDENTITY })
    }
    this.#session = opened.session
    this.#watchExpiry(opened.session)
    if (header.method === 'update') return this.reply(header.id)
    this.reply(header.id, initReply(header))
    if (this.#state !== 'waiting') return
    this.#state = 'open'
    this.#options.onOpen(this)
  }

  #watchExpiry({ expiresAtMs }: Session): void {
    const { clock } = this.#options.world
    for (const cancel of this.#cancels) cancel()
    this.#cancels = [
      clock.schedule(Math.max(clock.now(), expiresAtMs - EXPIRY_NOTICE_MS), () => this.#announceExpiry()),
      clock.schedule(expiresAtMs, () => this.#close({ code: 410, status: 'TOKEN_EXPIRED', errorCode: 20_104 })),
    ]
  }

  #announceExpiry(): void {
    const update = { client_update_type: 'token_about_to_expire', client_update_message: '' }
    this.#send({ method: 'client_update', id: newId(), ...update })
  }

  /** Says why, and ends the socket. */
  #close(status: Status): void {
    this.#send({ method: 'close', id: newId(), status })
    this.#options.socket.close()
    this.#end()
  }

  #end(): void {
    if (this.#state === 'closed') return
    const wasOpen = this.isOpen
    this.#state = 'closed'
    for (const cancel of this.#cancels) cancel()
    if (wasOpen) this.#options.onClose(this)
  }
}

/** Ids of frames concern nobody but the two ends of one socket, and are no part of the world. */
function newId(): string {
  return `TM${randomUUID()}`
}

const Init = z.looseObject({
  continuation_token: z.string().nullish(),
  registrations: z
    .array(z.looseObject({ product: z.string(), type: z.string(), message_types: z.array(z.string()) }))
    .nullish(),
})

/**
 * What the reply to `init` tells. It offers no `offline_storage`: with it, clients would trust what they have stored of a
 * world that may be gone (TS-2).
 */
function initReply(header: unknown): Readonly<Record<string, unknown>> {
  const { continuation_token: token, registrations } = Init.parse(header)
  return {
    capabilities: ['client_update', 'telemetry.v1'],
    continuation_token: token ?? randomUUID(),
    continuation_token_status: { reissued: token === null || token === undefined },
    init_registrations: (registrations ?? []).map(({ product, type, message_types: messageTypes }) => {
      return { notification_ctx_id: randomUUID(), product, type, message_types: messageTypes }
    }),
  }
}
