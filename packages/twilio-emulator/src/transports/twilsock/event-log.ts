import type { Clock } from '../../world/clock.ts'

/** An event of a Sync object, as it goes out to those who are subscribed. */
export interface SyncEvent {
  readonly event_type: string
  readonly event: Readonly<Record<string, unknown>>
}

/** A client that was away for longer than this many events of one object gets its present state instead. */
const EVENTS_MAX = 1000

interface Log {
  /** The events after this id are all there. */
  reachesBackTo: number
  last: number
  events: { readonly id: number; readonly event: SyncEvent }[]
}

/**
 * The events of Sync objects, for clients that were away. Ids only ever grow, also from one run of the emulator to the
 * next (TS-7): they follow the clock's milliseconds. Only objects that a client has read have a log: nobody can have
 * missed anything of the others.
 */
export class EventLog {
  readonly #clock: Clock
  readonly #logs = new Map<string, Log>()
  #last = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** An id larger than all before it. */
  nextId(): number {
    this.#last = Math.max(this.#last + 1, this.#clock.now())
    return this.#last
  }

  /** Whether a client has read the object. */
  isWatched(key: string): boolean {
    return this.#logs.has(key)
  }

  /** The id of the newest event of this object; from now on its events are kept. */
  lastId(key: string): number {
    return this.#log(key).last
  }

  /** Adds an event, if the object is watched, and answers it. */
  add(key: string, build: (id: number) => SyncEvent): SyncEvent | undefined {
    const log = this.#logs.get(key)
    if (log === undefined) return undefined
    const id = this.nextId()
    const event = build(id)
    log.last = id
    log.events.push({ id, event })
    const forgotten = log.events.length > EVENTS_MAX ? log.events.shift() : undefined
    if (forgotten !== undefined) log.reachesBackTo = forgotten.id
    return event
  }

  /** What came after this id; undefined if the log does not reach back to it. */
  after(key: string, id: number): readonly SyncEvent[] | undefined {
    const log = this.#log(key)
    if (id < log.reachesBackTo) return undefined
    return log.events.filter((entry) => entry.id > id).map(({ event }) => event)
  }

  /** The object is gone. */
  forget(key: string): void {
    this.#logs.delete(key)
  }

  clear(): void {
    this.#logs.clear()
  }

  #log(key: string): Log {
    const known = this.#logs.get(key)
    if (known !== undefined) return known
    const id = this.nextId()
    const log: Log = { reachesBackTo: id, last: id, events: [] }
    this.#logs.set(key, log)
    return log
  }
}
