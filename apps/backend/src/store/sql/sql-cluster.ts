import type { Cluster } from '../cluster.ts'
import type { Database } from './database.ts'
import { findBookmark, writeBookmark } from './statements/bookmarks.ts'
import { checkIn, checkOut } from './statements/processes.ts'
import { takeTurn } from './statements/take-turn.ts'
import type { StoreClock } from './store-clock.ts'

export class SqlCluster implements Cluster {
  readonly #database: Database
  readonly #clock: StoreClock

  constructor(database: Database, clock: StoreClock) {
    this.#database = database
    this.#clock = clock
  }

  takeTurn(name: string, everyMs: number): Promise<boolean> {
    return takeTurn(this.#database, this.#clock.virtualNow(), name, everyMs)
  }

  checkIn(processId: string): Promise<number> {
    return checkIn(this.#database, this.#clock.virtualNow(), processId)
  }

  checkOut(processId: string): Promise<void> {
    return checkOut(this.#database, processId)
  }

  bookmark(name: string): Promise<string | undefined> {
    return findBookmark(this.#database, name)
  }

  setBookmark(name: string, value: string): Promise<void> {
    return writeBookmark(this.#database, name, value)
  }
}
