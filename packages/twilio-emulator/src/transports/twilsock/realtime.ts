import type { Change } from '../../world/change.ts'
import type { World } from '../../world/world.ts'
import type { Connection } from './connection.ts'
import { ChatChanges } from './conversations/chat-changes.ts'
import { ChatEntities } from './conversations/chat-entities.ts'
import { EventLog } from './event-log.ts'
import { LiveQueries } from './insights/live-queries.ts'
import { Presence } from './presence.ts'
import { StatisticsMaps } from './statistics/statistics-maps.ts'
import type { EntitySource } from './sync/entity.ts'
import { Subscribers } from './sync/subscribers.ts'
import { tellSyncChange } from './sync/sync-changes.ts'
import { SyncEntities } from './sync/sync-entities.ts'

/** What all sockets of twilsock share: who is there, what they are subscribed to, and what they are told. */
export class Realtime {
  readonly world: World
  readonly events: EventLog
  readonly subscribers: Subscribers
  readonly liveQueries: LiveQueries
  readonly connections = new Set<Connection>()
  readonly #presence = new Presence()
  readonly #chat: ChatEntities
  readonly #chatChanges: ChatChanges
  readonly #sync: EntitySource
  readonly #statistics: StatisticsMaps

  constructor(world: World) {
    this.world = world
    this.events = new EventLog(world.clock)
    this.subscribers = new Subscribers(this.events)
    this.liveQueries = new LiveQueries(world, this.events, this.subscribers)
    this.#chat = new ChatEntities(world, this.#presence)
    this.#chatChanges = new ChatChanges({ world, entities: this.#chat, subscribers: this.subscribers })
    this.#statistics = new StatisticsMaps({ world, events: this.events, subscribers: this.subscribers })
    const rows = new SyncEntities(world)
    this.#sync = { find: (kind, sidOrName) => this.#statistics.find(kind, sidOrName) ?? rows.find(kind, sidOrName) }
    world.changes.subscribe((change) => this.#tell(change))
  }

  /** The Sync service that a client means: Conversations' own, or the account's with Flex's statistics (TS-3, FU-10). */
  entities(product: string): EntitySource {
    return product === 'ip_messaging' ? this.#chat : this.#sync
  }

  arrive(connection: Connection): void {
    const { identity } = connection.session
    this.connections.add(connection)
    this.#chat.admit(identity)
    if (this.#presence.arrive(identity)) this.#tellPresence(identity)
  }

  leave(connection: Connection): void {
    const { identity } = connection.session
    this.connections.delete(connection)
    this.subscribers.removeAll(connection)
    this.liveQueries.cancelAll(connection)
    if (this.#presence.leave(identity)) this.#tellPresence(identity)
  }

  /** Nothing that clients know holds for the world that comes. */
  worldReset(): void {
    this.events.clear()
    this.#statistics.worldReset()
    this.#chat.worldReset()
  }

  #tellPresence(identity: string): void {
    this.#chatChanges.user(identity, ['reachability'], this.#presence.isOnline(identity))
  }

  #tell(change: Change): void {
    this.#chatChanges.tell(change)
    tellSyncChange(this.world, this.subscribers, change)
    this.liveQueries.tell(change)
    this.#statistics.tell(change)
  }
}
