import type { Cancel, Clock } from './clock.ts'
import { TimerQueue } from './timer-queue.ts'

/** A run that never lets time pass would hang the world; this many at one call means that one does. */
const RUNS_MAX = 1_000_000

/** Time that moves only when it is told to: the same script gives the same world, however slow the machine is. */
export class VirtualClock implements Clock {
  #nowMs: number
  readonly #timers = new TimerQueue()

  constructor(startMs: number) {
    this.#nowMs = startMs
  }

  now(): number {
    return this.#nowMs
  }

  schedule(atMs: number, run: () => void): Cancel {
    return this.#timers.add({ atMs, run })
  }

  /** When the next timer is due; undefined if there is none. */
  get nextAtMs(): number | undefined {
    return this.#timers.first()?.atMs
  }

  /** Lets `durationMs` pass, running on the way all that falls due, including what those runs schedule. */
  advanceBy(durationMs: number): void {
    const untilMs = this.#nowMs + durationMs
    for (let runs = 0; runs < RUNS_MAX; runs++) {
      const { nextAtMs } = this
      if (nextAtMs === undefined || nextAtMs > untilMs) {
        this.#nowMs = untilMs
        return
      }
      this.#nowMs = Math.max(this.#nowMs, nextAtMs)
      this.#timers.shift()?.run()
    }
    throw new Error(`${RUNS_MAX} timers ran without reaching ${untilMs}: one of them schedules itself without end.`)
  }
}
