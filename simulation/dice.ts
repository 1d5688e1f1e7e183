import { createRandom } from '@conversation-transfer/twilio-emulator'

const PARTS = 1_000_000

/** All chance of a run. */
export class Dice {
  readonly #random

  constructor(seed: number) {
    this.#random = createRandom(seed)
  }

  /** A number from 0 to 1. */
  chance(): number {
    return this.#random.integer(0, PARTS) / PARTS
  }

  integer(min: number, max: number): number {
    return this.#random.integer(min, max)
  }

  happens(probability: number): boolean {
    return this.chance() < probability
  }

  one<Value>(values: readonly Value[]): Value {
    const value = values[this.#random.integer(0, values.length - 1)]
    if (value === undefined) throw new Error('There is nothing to choose from.')
    return value
  }
}
