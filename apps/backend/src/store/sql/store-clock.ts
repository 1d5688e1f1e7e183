/**
 * Two clocks, which differ by seconds on badly kept machines: the database's decides, this process's is what callers speak of.
 * Times cross between them as distances from now.
 */
export interface StoreClock {
  /** By this process. Milliseconds since 1970. */
  now(): number
  /** What statements take for now; null for the database's own clock. */
  virtualNow(): string | null
}

export function storeClock(virtual: (() => number) | undefined): StoreClock {
  if (virtual === undefined) return { now: () => Date.now(), virtualNow: () => null }
  return { now: virtual, virtualNow: () => isoTime(virtual()) }
}

/** Whole milliseconds, as both drivers give them to Postgres. */
export function isoTime(atMs: number): string {
  return new Date(atMs).toISOString()
}

/** A time of the database's as this process would say it. `now`: the same moment by either clock. */
export function byProcessClock(at: Date, now: { readonly database: Date; readonly process: number }): number {
  return Math.trunc(now.process) + at.getTime() - now.database.getTime()
}
