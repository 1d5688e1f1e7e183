import type { World } from '../../world/world.ts'
import type { SocketTransport } from './socket-transport.ts'

/** Every protocol that is spoken on sockets. The first that accepts a socket has it. */
export function socketTransports(_world: World): readonly SocketTransport[] {
  return []
}
