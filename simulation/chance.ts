import { createRandom } from '@conversation-transfer/twilio-emulator'

/** Chance is compared in millionths. */
const CERTAIN = 1_000_000

const PART_SEED_MAX = 0x7fff_ffff

/** Everything that is drawn in a run. Each part of a run has its own, so that one more draw here moves nothing there. */
export class Chance {
  readonly #random: ReturnType<typeof createRandom>

  constructor(seed: number) {
    this.#random = createRandom(seed)
  }

  /** A whole number from `min` to `max`, both included. */
  between(min: number, max: number): number {
    return this.#random.integer(min, max)
  }

  /** True this often, from 0 to 1. */
  happens(probability: number): boolean {
    return this.between(1, CERTAIN) <= Math.round(probability * CERTAIN)
  }

  /** From 0 to 1. */
  fraction(): number {
    return this.between(0, CERTAIN) / CERTAIN
  }

  /** Throws a RangeError if there is nothing to pick from. */
  pick<Value>(values: readonly Value[]): Value {
    const picked = this.pickAny(values)
    if (picked === undefined) throw new RangeError('There is nothing to pick from.')
    return picked
  }

  pickAny<Value>(values: readonly Value[]): Value | undefined {
    return values.length === 0 ? undefined : values[this.between(0, values.length - 1)]
  }

  /** Chance of its own for a part of the run. */
  part(): Chance {
    return new Chance(this.between(1, PART_SEED_MAX))
  }
}
