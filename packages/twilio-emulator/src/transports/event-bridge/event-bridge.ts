import { checkToken } from '../../services/iam/tokens.ts'
import type { FlexToken } from '../../services/iam/state.ts'
import type { World } from '../../world/world.ts'
import { authenticationFailed } from '../rest/twilio-error.ts'
import type { Socket } from '../sockets/socket.ts'
import type { SocketRequest, SocketTransport } from '../sockets/socket-transport.ts'
import { bridgeEvents, type BridgeEvent } from './bridge-events.ts'
import { EVENT_BRIDGE_HOST, EVENT_BRIDGE_PATH } from './envelope.ts'

/** A desktop that hears nothing for 30 s takes its connection for broken and opens another one (EB-1). */
const HEARTBEAT_EVERY_MS = 10_000
/** White space is what a desktop takes for a sign of life and nothing else (EB-1). */
const HEARTBEAT = ' '
/** The WebSocket close code for "not allowed any more". */
const POLICY_VIOLATION = 1008
/** The client measures the lifetime with a timer of the browser, which cannot be longer. */
const LIFETIME_MS_MAX = 2_147_483_647

interface Desktop {
  readonly socket: Socket
  readonly token: FlexToken
}

/**
 * The sockets by which TaskRouter tells desktops what happens to their workers. Nothing comes in on them: whatever a
 * desktop wants, it posts. A connection that comes back starts afresh: the desktop reads everything again (EB-1).
 */
export class EventBridge implements SocketTransport {
  readonly name = 'event-bridge'
  readonly #world: World
  readonly #onDesktops: () => void
  /** By the sid of the worker. */
  readonly #desktops = new Map<string, Set<Desktop>>()
  #beating: NodeJS.Timeout | undefined

  /** `onDesktops` hears of desktops that come and go. */
  constructor(world: World, onDesktops: () => void = () => {}) {
    this.#world = world
    this.#onDesktops = onDesktops
    world.changes.subscribe((change) => {
      // The payload is of this moment: a desktop that is told later must not hear of what came after.
      const events = bridgeEvents(world, change).filter(({ workerSid }) => this.#desktops.has(workerSid))
      if (events.length > 0) this.#tellLater(events)
    })
  }

  /** Throws Twilio's 401 for a socket without a valid token. */
  accepts({ host, path, query }: SocketRequest): boolean {
    if (host !== EVENT_BRIDGE_HOST || path !== EVENT_BRIDGE_PATH) return false
    this.#tokenOf(query)
    return true
  }

  open(socket: Socket, { query }: SocketRequest): void {
    const token = this.#tokenOf(query)
    const { workerSid } = token
    const desktop: Desktop = { socket, token }
    if (query.get('closeExistingSessions') === 'true') this.#closeAll(workerSid)
    this.#add(desktop)
    socket.onClose(() => this.#remove(desktop))
    this.#startBeating()
    socket.send(frame('init', this.#greeting(token)))
  }

  /** Whether a desktop of this worker is connected. */
  hasDesktop(workerSid: string): boolean {
    return this.#desktops.has(workerSid)
  }

  #greeting({ workerSid, expiresAtMs }: FlexToken): object {
    const { account, clock } = this.#world
    return {
      channel_id: workerSid,
      account_sid: account.sid,
      workspace_sid: account.workspaceSid,
      token_lifetime: Math.min(expiresAtMs - clock.now(), LIFETIME_MS_MAX),
    }
  }

  #tokenOf(query: URLSearchParams): FlexToken {
    const check = checkToken(this.#world, query.get('token') ?? '')
    if (!check.valid) throw authenticationFailed()
    return check.token
  }

  #tellLater(events: readonly BridgeEvent[]): void {
    const { clock, assumptions } = this.#world
    clock.schedule(clock.now() + assumptions.eventBridgeDelayMs, () => {
      for (const event of events) this.#tell(event)
    })
  }

  #tell({ workerSid, type, payload }: BridgeEvent): void {
    for (const desktop of this.#desktops.get(workerSid) ?? []) {
      if (this.#isWelcome(desktop)) desktop.socket.send(frame(type, payload))
    }
  }

  /** A token opens its worker's view for as long as it is valid, not for as long as its socket lives. */
  #isWelcome({ socket, token }: Desktop): boolean {
    const { valid } = checkToken(this.#world, token.sid)
    if (!valid) socket.close(POLICY_VIOLATION, 'The token has expired')
    return valid
  }

  #closeAll(workerSid: string): void {
    for (const { socket } of this.#desktops.get(workerSid) ?? []) socket.close(POLICY_VIOLATION, 'Another session')
  }

  #add(desktop: Desktop): void {
    const { workerSid } = desktop.token
    const others = this.#desktops.get(workerSid)
    if (others === undefined) this.#desktops.set(workerSid, new Set([desktop]))
    else others.add(desktop)
    this.#onDesktops()
  }

  #remove(desktop: Desktop): void {
    const { workerSid } = desktop.token
    const desktops = this.#desktops.get(workerSid)
    desktops?.delete(desktop)
    if (desktops?.size === 0) this.#desktops.delete(workerSid)
    this.#onDesktops()
  }

  #startBeating(): void {
    if (this.#beating !== undefined) return
    // Not the world's clock: the desktop's watchdog runs in real time, also where the world's time is moved by hand.
    this.#beating = setInterval(() => this.#beat(), HEARTBEAT_EVERY_MS)
    this.#beating.unref()
  }

  #beat(): void {
    if (this.#desktops.size === 0) {
      clearInterval(this.#beating)
      this.#beating = undefined
    }
    for (const desktop of [...this.#desktops.values()].flatMap((desktops) => [...desktops])) {
      if (this.#isWelcome(desktop)) desktop.socket.send(HEARTBEAT)
    }
  }
}

function frame(type: string, payload: object): string {
  return JSON.stringify({ event_type: type, payload })
}
