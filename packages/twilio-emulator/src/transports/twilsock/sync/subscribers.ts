import type { Connection } from '../connection.ts'
import type { EventLog, SyncEvent } from '../event-log.ts'
import type { Session } from '../session.ts'
import type { Entity } from './entity.ts'

/** How long a client waits for the answers to its subscriptions before it asks again (TS-6). */
export const ESTIMATED_DELIVERY_MS = 5000

const SYNC_EVENT = 'twilio.sync.event'

/**
 * Who is told of what. A subscription lasts as long as the socket; while its holder may not open the object (any more)
 * it is silent, so that nobody learns what happens in a conversation after they were taken out of it.
 */
export class Subscribers {
  readonly #events: EventLog
  readonly #connections = new Map<string, Set<Connection>>()

  constructor(events: EventLog) {
    this.#events = events
  }

  add(connection: Connection, key: string): void {
    connection.subscriptions.add(key)
    const connections = this.#connections.get(key)
    if (connections === undefined) this.#connections.set(key, new Set([connection]))
    else connections.add(connection)
  }

  remove(connection: Connection, key: string): void {
    connection.subscriptions.delete(key)
    const connections = this.#connections.get(key)
    connections?.delete(connection)
    if (connections?.size === 0) this.#connections.delete(key)
  }

  removeAll(connection: Connection): void {
    for (const key of connection.subscriptions) this.remove(connection, key)
  }

  /**
   * Keeps the event and tells it. `entity` is asked for only if a client has ever read it. `leaver` hears of it too,
   * though the object is not open to them any more: it tells that they are out.
   */
  publish(
    key: string,
    entity: () => Entity | undefined,
    {
      build,
      leaver,
    }: { readonly build: (entity: Entity, id: number) => SyncEvent; readonly leaver?: string | undefined },
  ): void {
    if (!this.#events.isWatched(key)) return
    const found = entity()
    if (found === undefined) return
    const event = this.#events.add(key, (id) => build(found, id))
    if (event === undefined) return
    const hears = (session: Session): boolean => session.identity === leaver || found.isOpenTo(session)
    for (const connection of this.#connections.get(key) ?? []) {
      if (connection.isOpen && hears(connection.session)) this.send(connection, event)
    }
  }

  /** The object is gone, and so are the subscriptions to it. */
  forget(key: string): void {
    for (const connection of this.#connections.get(key) ?? []) connection.subscriptions.delete(key)
    this.#connections.delete(key)
    this.#events.forget(key)
  }

  send(connection: Connection, event: SyncEvent, fields: Readonly<Record<string, unknown>> = {}): void {
    connection.notify(SYNC_EVENT, { ...event, strictly_ordered: true, ...fields })
  }
}
