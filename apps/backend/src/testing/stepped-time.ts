import type { VirtualClock } from '@conversation-transfer/twilio-emulator'
import type { Time } from '@conversation-transfer/twilio-gateway'

/** Time that stands still while anybody computes, and goes from one moment at which something is due to the next. */
export class SteppedTime implements Time {
  readonly clock: VirtualClock
  #underWay = 0

  constructor(clock: VirtualClock) {
    this.clock = clock
  }

  now(): number {
    return this.clock.now()
  }

  wait(durationMs: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(durationMs, resolve)
    })
  }

  after(durationMs: number, run: () => void): () => void {
    return this.clock.schedule(this.now() + durationMs, run)
  }

  /** Time does not go on before this work has ended. */
  async during<Value>(work: Promise<Value>): Promise<Value> {
    this.#underWay += 1
    try {
      return await work
    } finally {
      this.#underWay -= 1
    }
  }

  /** Lets time pass, with all that happens in it; `atRest` is called at each moment when all that it led to has happened. */
  async pass(durationMs: number, atRest: () => void = () => undefined): Promise<void> {
    const untilMs = this.now() + durationMs
    for (;;) {
      await this.#rest()
      atRest()
      const { nextAtMs } = this.clock
      if (nextAtMs === undefined || nextAtMs > untilMs) break
      this.clock.advanceBy(Math.max(0, nextAtMs - this.now()))
    }
    this.clock.advanceBy(untilMs - this.now())
    await this.#rest()
  }

  /** Promises are done before the event loop comes round; once nothing is under way then, everybody waits for time. */
  async #rest(): Promise<void> {
    do {
      await new Promise((resolve) => {
        setImmediate(resolve)
      })
    } while (this.#underWay > 0)
  }
}
