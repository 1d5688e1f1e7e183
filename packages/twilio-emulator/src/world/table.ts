import type { Clock } from './clock.ts'

/** No read lags longer than this; older versions are forgotten. */
const LAG_MS_MAX = 60_000

interface Version<Row> {
  readonly sinceMs: number
  /** Undefined from the moment at which the row is deleted. */
  readonly row: Row | undefined
}

/**
 * Rows by sid, in the order in which they were added. A row is never changed in place: it is replaced, and its earlier
 * versions stay readable for a while, because Twilio's products show what was true a moment ago.
 */
export class Table<Row extends { readonly sid: string }> {
  readonly #clock: Clock
  readonly #current = new Map<string, Row>()
  readonly #versions = new Map<string, Version<Row>[]>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get(sid: string): Row | undefined {
    return this.#current.get(sid)
  }

  all(): Row[] {
    return [...this.#current.values()]
  }

  /** The row as a reader sees it who is `lagMs` behind. */
  asSeen(sid: string, lagMs: number): Row | undefined {
    return lagMs === 0 ? this.get(sid) : this.#seen(this.#versions.get(sid) ?? [], lagMs)
  }

  /** All rows as a reader sees them who is `lagMs` behind: new ones are missing, deleted ones still there. */
  allAsSeen(lagMs: number): Row[] {
    if (lagMs === 0) return this.all()
    const rows = [...this.#versions.values()].map((versions) => this.#seen(versions, lagMs))
    return rows.filter((row) => row !== undefined)
  }

  /** Adds the row, or replaces the one with the same sid. */
  put(row: Row): Row {
    this.#current.set(row.sid, row)
    this.#remember(row.sid, row)
    return row
  }

  /** Fills the table with rows that every reader has known for long, however far behind. */
  load(rows: readonly Row[]): void {
    for (const row of rows) {
      this.#current.set(row.sid, row)
      this.#versions.set(row.sid, [{ sinceMs: Number.NEGATIVE_INFINITY, row }])
    }
  }

  delete(sid: string): void {
    if (!this.#current.delete(sid)) return
    this.#remember(sid, undefined)
    // The last trace goes when nobody can lag that far behind, so that what is deleted costs nothing afterwards.
    this.#clock.schedule(this.#clock.now() + LAG_MS_MAX, () => {
      if (!this.#current.has(sid)) this.#versions.delete(sid)
    })
  }

  #remember(sid: string, row: Row | undefined): void {
    const nowMs = this.#clock.now()
    const versions = this.#versions.get(sid)
    if (versions === undefined) {
      this.#versions.set(sid, [{ sinceMs: nowMs, row }])
      return
    }
    // Of several versions of one moment nobody ever sees but the last: a busy row must not grow while time stands.
    if (versions.at(-1)?.sinceMs === nowMs) versions.pop()
    versions.push({ sinceMs: nowMs, row })
    const isNeeded = (version: Version<Row>): boolean => version.sinceMs > nowMs - LAG_MS_MAX
    const firstNeeded = versions.findIndex(isNeeded)
    if (firstNeeded > 1) versions.splice(0, firstNeeded - 1)
  }

  #seen(versions: readonly Version<Row>[], lagMs: number): Row | undefined {
    const seenAtMs = this.#clock.now() - Math.min(lagMs, LAG_MS_MAX)
    return versions.findLast((version) => version.sinceMs <= seenAtMs)?.row
  }
}
