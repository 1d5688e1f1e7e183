import type { Cancel, Clock } from './clock.ts'

/** The clock of one world: it knows all that is still to happen there, so that a world can be given up as a whole. */
export class WorldClock implements Clock {
  readonly #clock: Clock
  readonly #cancels = new Set<Cancel>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  now(): number {
    return this.#clock.now()
  }

  schedule(atMs: number, run: () => void): Cancel {
    const cancel = this.#clock.schedule(atMs, () => {
      this.#cancels.delete(forget)
      run()
    })
    const forget = (): void => {
      this.#cancels.delete(forget)
      cancel()
    }
    this.#cancels.add(forget)
    return forget
  }

  /** Nothing that was scheduled so far happens any more. */
  forgetAll(): void {
    for (const cancel of this.#cancels) cancel()
  }
}
