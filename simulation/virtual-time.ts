import { VirtualClock } from '@conversation-transfer/twilio-emulator'
import type { Time } from '@conversation-transfer/twilio-gateway'

/** Turns of the event loop that answer nothing any more; a call that takes more is one that waits for the clock. */
const QUIET_TURNS = 3

/** More moments than a run can need: one that has them goes in a circle. */
const MOMENTS_MAX = 2_000_000

/**
 * Time for everybody in a simulation: the emulator, the gateways and the people. It stands still while anything is being
 * worked on, and jumps to the next thing that is due. So the order of things is the seed's, and not the machine's.
 */
export class VirtualTime implements Time {
  readonly clock: VirtualClock
  #working = 0

  constructor(startMs: number) {
    this.clock = new VirtualClock(startMs)
  }

  now(): number {
    return this.clock.now()
  }

  wait(durationMs: number): Promise<void> {
    return new Promise((resolve) => {
      this.clock.schedule(this.clock.now() + durationMs, resolve)
    })
  }

  after(durationMs: number, run: () => void): () => void {
    return this.clock.schedule(this.clock.now() + durationMs, run)
  }

  /** Work during which time stands still. */
  async work<Value>(task: () => Promise<Value>): Promise<Value> {
    this.#working++
    try {
      return await task()
    } finally {
      this.#working--
    }
  }

  /** Lets time pass until `play` has come to its end. */
  async passUntil<Value>(play: Promise<Value>): Promise<Value> {
    let isOver = false
    const over = (): void => {
      isOver = true
    }
    play.then(over, over)
    for (let moments = 0; moments < MOMENTS_MAX; moments++) {
      await this.#quiet()
      if (isOver) return play
      const { nextAtMs } = this.clock
      if (nextAtMs === undefined) throw new Error('Nothing is due any more, and the play is not over.')
      this.clock.advanceBy(Math.max(0, nextAtMs - this.clock.now()))
    }
    throw new Error(`The play is not over after ${MOMENTS_MAX} moments.`)
  }

  async #quiet(): Promise<void> {
    for (let quiet = 0; quiet < QUIET_TURNS; quiet++) {
      await new Promise((resolve) => setImmediate(resolve))
      if (this.#working > 0) quiet = -1
    }
  }
}
