import type { Cancel, Clock } from './clock.ts'

/** A run that never lets time pass would hang the world; this many at one call means that one does. */
const RUNS_MAX = 1_000_000

interface Timer {
  readonly atMs: number
  /** Timers of the same moment run in the order in which they were made. */
  readonly order: number
  readonly run: () => void
}

/** Time that moves only when it is told to: the same script gives the same world, however slow the machine is. */
export class VirtualClock implements Clock {
  #nowMs: number
  #order = 0
  readonly #timers = new Set<Timer>()

  constructor(startMs: number) {
    this.#nowMs = startMs
  }

  now(): number {
    return this.#nowMs
  }

  schedule(atMs: number, run: () => void): Cancel {
    const timer = { atMs, order: this.#order++, run }
    this.#timers.add(timer)
    return () => this.#timers.delete(timer)
  }

  /** Lets `durationMs` pass, running on the way all that falls due, including what those runs schedule. */
  advanceBy(durationMs: number): void {
    const untilMs = this.#nowMs + durationMs
    for (let runs = 0; runs < RUNS_MAX; runs++) {
      const next = this.#next()
      if (next === undefined || next.atMs > untilMs) {
        this.#nowMs = untilMs
        return
      }
      this.#timers.delete(next)
      this.#nowMs = Math.max(this.#nowMs, next.atMs)
      next.run()
    }
    throw new Error(`${RUNS_MAX} timers ran without reaching ${untilMs}: one of them schedules itself without end.`)
  }

  #next(): Timer | undefined {
    let earliest: Timer | undefined
    for (const timer of this.#timers) {
      if (earliest === undefined || isBefore(timer, earliest)) earliest = timer
    }
    return earliest
  }
}

function isBefore(left: Timer, right: Timer): boolean {
  return left.atMs === right.atMs ? left.order < right.order : left.atMs < right.atMs
}
