import { createHash } from 'node:crypto'
import type { Change } from '../../../world/change.ts'
import type { World } from '../../../world/world.ts'
import type { Connection } from '../connection.ts'
import type { EventLog, SyncEvent } from '../event-log.ts'
import type { Subscribers } from '../sync/subscribers.ts'
import { INDEXES, type IndexData, type IndexName } from './indexes.ts'
import { matchesQuery } from './match-query.ts'
import { parseQuery } from './parse-query.ts'
import type { Query } from './query.ts'
import { touchedItems, type TouchedItems } from './touched-items.ts'

/** An instant query answers no more than this (TS-8). */
const ITEMS_MAX = 200

export interface QueryItem {
  readonly key: string
  readonly data: IndexData
  readonly revision: number
}

/** A question that a client keeps asking. */
interface LiveQuery {
  readonly id: string
  readonly index: IndexName
  readonly query: Query
  /** What the client has been told of and not told that it is gone, with the text of the data. */
  readonly told: Map<string, string>
}

/** Live and instant queries over TaskRouter's indexes (TS-8). */
export class LiveQueries {
  readonly #world: World
  readonly #events: EventLog
  readonly #subscribers: Subscribers
  readonly #queries = new Map<Connection, Map<string, LiveQuery>>()

  constructor(world: World, events: EventLog, subscribers: Subscribers) {
    this.#world = world
    this.#events = events
    this.#subscribers = subscribers
  }

  /** The same question has the same id: clients know their queries by it. */
  idOf(index: IndexName, text: string): string {
    return `QR${createHash('sha256').update(`${index}\n${text}`).digest('hex').slice(0, 32)}`
  }

  /** What matches now. Throws a QueryError. */
  ask(index: IndexName, text: string): { readonly items: readonly QueryItem[]; readonly lastEventId: number } {
    const lastEventId = this.#events.nextId()
    return { items: this.#matching(index, parseQuery(text), lastEventId), lastEventId }
  }

  /** Tells the client from now on what changes. It is told all that matches now: that heals what it has missed. */
  subscribe(
    connection: Connection,
    { id, index, text }: { readonly id: string; readonly index: IndexName; readonly text: string },
  ): number {
    const query = parseQuery(text)
    const lastEventId = this.#events.nextId()
    const items = this.#matching(index, query, lastEventId)
    const told = new Map(items.map(({ key, data }) => [key, JSON.stringify(data)]))
    const queries = this.#queries.get(connection) ?? new Map<string, LiveQuery>()
    this.#queries.set(connection, queries.set(id, { id, index, query, told }))
    const event = { query_id: id, items, last_event_id: lastEventId }
    this.#subscribers.send(connection, { event_type: 'live_query_updated', event })
    return lastEventId
  }

  cancel(connection: Connection, id: string): void {
    this.#queries.get(connection)?.delete(id)
  }

  cancelAll(connection: Connection): void {
    this.#queries.delete(connection)
  }

  tell(change: Change): void {
    if (this.#queries.size === 0) return
    for (const touched of touchedItems(this.#world, change)) {
      for (const [connection, queries] of this.#queries) {
        for (const query of queries.values())
          if (query.index === touched.index) this.#compare(connection, query, touched)
      }
    }
  }

  #matching(index: IndexName, query: Query, revision: number): QueryItem[] {
    const items: QueryItem[] = []
    for (const key of INDEXES[index].keys(this.#world)) {
      const data = INDEXES[index].read(this.#world, key)
      if (data !== undefined && matchesQuery(query, data)) items.push({ key, data, revision })
      if (items.length === ITEMS_MAX) break
    }
    return items
  }

  #compare(connection: Connection, live: LiveQuery, { keys }: TouchedItems): void {
    const { index, query, told } = live
    const all = (): Set<string> => new Set([...INDEXES[index].keys(this.#world), ...told.keys()])
    for (const key of keys ?? all()) {
      const data = INDEXES[index].read(this.#world, key)
      const matching = data !== undefined && matchesQuery(query, data) ? data : undefined
      const event = this.#difference(live, key, matching)
      if (event !== undefined) this.#subscribers.send(connection, event)
    }
  }

  #difference({ id, told }: LiveQuery, key: string, data: IndexData | undefined): SyncEvent | undefined {
    const text = JSON.stringify(data)
    if (told.get(key) === text) return undefined
    const eventId = this.#events.nextId()
    const event = { query_id: id, item_key: key, item_revision: eventId, last_event_id: eventId }
    if (data === undefined) {
      told.delete(key)
      return { event_type: 'live_query_item_removed', event }
    }
    told.set(key, text)
    return { event_type: 'live_query_item_updated', event: { ...event, item_data: data } }
  }
}
