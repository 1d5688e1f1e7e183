import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus, xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus'
import { skipN } from 'pure-rand/utils/skipN'

/** The first numbers of a small seed are all nearly equal; these many are thrown away. */
const NUMBERS_SKIPPED = 64

/** The one source of chance in the world. The same seed gives the same world. */
export interface Random {
  /** A whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number
  /** What decides all that is drawn from now on. */
  state(): readonly number[]
}

export function createRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed)
  skipN(generator, NUMBERS_SKIPPED)
  return randomOf(generator)
}

/** Goes on where another left off. */
export function resumeRandom(state: readonly number[]): Random {
  return randomOf(xoroshiro128plusFromState(state))
}

function randomOf(generator: ReturnType<typeof xoroshiro128plus>): Random {
  return {
    integer: (min, max) => uniformInt(generator, min, max),
    state: () => [...generator.getState()],
  }
}
