import type { World } from '../../world/world.ts'
import { EventBridge } from '../event-bridge/event-bridge.ts'
import type { RestHook } from '../rest/rest-hook.ts'
import { TwilsockTransport } from '../twilsock/twilsock-transport.ts'
import type { SocketTransport } from './socket-transport.ts'

export interface SocketTransportsOptions {
  readonly world: World
  /** Stands around every call that comes in through a socket, as it does around those of REST. */
  readonly hook: RestHook
  /** Hears of defects. */
  readonly onError: (error: unknown) => void
}

/** Every protocol that is spoken on sockets. The first that accepts a socket has it. */
export function socketTransports(options: SocketTransportsOptions): readonly SocketTransport[] {
  return [new EventBridge(options.world), new TwilsockTransport(options)]
}
