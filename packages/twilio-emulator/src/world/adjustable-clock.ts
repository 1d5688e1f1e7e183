import type { Cancel, Clock } from './clock.ts'
import { VirtualClock } from './virtual-clock.ts'

export type ClockMode = 'real' | 'manual'

/**
 * Time that passes by itself (`real`) or only when it is told to (`manual`), and can be changed from one to the other. It
 * never goes back: after hours were let pass by hand, real time goes on from there.
 */
export class AdjustableClock implements Clock {
  readonly #wall: Clock
  readonly #virtual: VirtualClock
  #mode: ClockMode
  /** What real time is behind this clock. */
  #aheadMs = 0
  /** When the wall clock will look at the timers again; undefined if it will not. */
  #wakeAtMs: number | undefined
  #cancelWake: Cancel = () => {}

  constructor(wall: Clock, mode: ClockMode) {
    this.#wall = wall
    this.#virtual = new VirtualClock(wall.now())
    this.#mode = mode
  }

  get mode(): ClockMode {
    return this.#mode
  }

  now(): number {
    return this.#mode === 'manual' ? this.#virtual.now() : this.#wall.now() + this.#aheadMs
  }

  schedule(atMs: number, run: () => void): Cancel {
    const cancel = this.#virtual.schedule(atMs, run)
    this.#wakeBy(atMs)
    return cancel
  }

  setMode(mode: ClockMode): void {
    if (mode === this.#mode) return
    if (mode === 'manual') {
      this.#catchUp()
      this.#mode = mode
      this.#stopWaking()
      return
    }
    this.#aheadMs = this.#virtual.now() - this.#wall.now()
    this.#mode = mode
    this.#wakeForNext()
  }

  /** Lets `durationMs` pass. Only a manual clock can be moved: throws a RangeError otherwise. */
  advanceBy(durationMs: number): void {
    if (this.#mode !== 'manual') throw new RangeError('The clock runs by itself')
    this.#virtual.advanceBy(durationMs)
  }

  #catchUp(): void {
    const behindMs = this.#wall.now() + this.#aheadMs - this.#virtual.now()
    this.#virtual.advanceBy(Math.max(0, behindMs))
  }

  #wakeBy(atMs: number): void {
    if (this.#mode === 'manual' || (this.#wakeAtMs !== undefined && this.#wakeAtMs <= atMs)) return
    this.#stopWaking()
    this.#wakeAtMs = atMs
    this.#cancelWake = this.#wall.schedule(atMs - this.#aheadMs, () => {
      this.#wakeAtMs = undefined
      this.#catchUp()
      this.#wakeForNext()
    })
  }

  #wakeForNext(): void {
    const { nextAtMs } = this.#virtual
    if (nextAtMs !== undefined) this.#wakeBy(nextAtMs)
  }

  #stopWaking(): void {
    this.#cancelWake()
    this.#wakeAtMs = undefined
  }
}
