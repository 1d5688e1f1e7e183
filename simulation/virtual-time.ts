import { VirtualClock } from '@conversation-transfer/twilio-emulator'
import type { RunTime } from './run-time.ts'

/** A month in which nothing of the years before is in the way. */
const START_MS = Date.UTC(2026, 0, 31)

/**
 * The one time of a run: the emulator's clock and the gateway's. It stands still while anybody computes, and then goes to
 * the next moment at which something is due. So nothing depends on how fast the machine is.
 */
export class VirtualTime implements RunTime {
  readonly clock = new VirtualClock(START_MS)
  /** Work that has begun and does not wait for this time: answers of the emulator that are being made and read. */
  #underWay = 0

  now(): number {
    return this.clock.now()
  }

  get passedMs(): number {
    return this.now() - START_MS
  }

  wait(durationMs: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(durationMs, resolve)
    })
  }

  after(durationMs: number, run: () => void): () => void {
    return this.clock.schedule(this.now() + durationMs, run)
  }

  async during<Value>(work: Promise<Value>): Promise<Value> {
    this.#underWay += 1
    try {
      return await work
    } finally {
      this.#underWay -= 1
    }
  }

  /** Lets `durationMs` pass, from moment to moment; `atRest` is called in each one when all that it led to has happened. */
  async pass(durationMs: number, atRest: () => void): Promise<void> {
    const untilMs = this.now() + durationMs
    for (;;) {
      await this.#rest()
      atRest()
      const { nextAtMs } = this.clock
      if (nextAtMs === undefined || nextAtMs > untilMs) break
      this.clock.advanceBy(Math.max(0, nextAtMs - this.now()))
    }
    this.clock.advanceBy(untilMs - this.now())
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
