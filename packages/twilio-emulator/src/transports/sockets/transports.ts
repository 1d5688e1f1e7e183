import type { World } from '../../world/world.ts'
import { EventBridge } from '../event-bridge/event-bridge.ts'
import type { SocketTransport } from './socket-transport.ts'

/** Every protocol that is spoken on sockets. The first that accepts a socket has it. */
export function socketTransports(world: World): readonly SocketTransport[] {
  return [new EventBridge(world)]
}
