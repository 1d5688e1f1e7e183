import type { World } from '../../world/world.ts'
import type { EventBridge } from '../event-bridge/event-bridge.ts'
import type { RestHook } from '../rest/rest-hook.ts'
import { TwilsockTransport } from '../twilsock/twilsock-transport.ts'
import type { SocketTransport } from './socket-transport.ts'

export interface SocketTransportsOptions {
  readonly world: World
  readonly eventBridge: EventBridge
  /** Stands around every call that comes in through a socket, as it does around those of REST. */
  readonly hook: RestHook
  /** Hears of defects. */
  readonly onError: (error: unknown) => void
}

/** Every protocol that is spoken on sockets. The first that accepts a socket has it. */
export function socketTransports(options: SocketTransportsOptions): readonly SocketTransport[] {
  return [options.eventBridge, new TwilsockTransport(options)]
}
