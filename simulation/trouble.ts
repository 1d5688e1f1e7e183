import type { Chance } from './chance.ts'

/** What becomes of one call to Twilio. */
export interface Weather {
  /** How long it takes to get there, and back. */
  readonly thereMs: number
  readonly backMs: number
  readonly strikes: Strike
}

export type Strike =
  | { readonly kind: 'nothing' }
  /** An error in place of the effect. */
  | { readonly kind: 'error'; readonly when: 'before' | 'after'; readonly status: number }
  /** The connection breaks, and there is no answer. */
  | { readonly kind: 'reset'; readonly when: 'before' | 'after' }
  /** It has its effect, and nobody ever hears of it. */
  | { readonly kind: 'lost' }

/** How much goes wrong, each from 0 to 1. */
export interface TroubleRates {
  readonly calls: number
  readonly slow: number
  readonly crash: number
  readonly webhookLost: number
  readonly webhookDoubled: number
  readonly memoryLost: number
}

export const NO_TROUBLE: TroubleRates = {
  calls: 0,
  slow: 0,
  crash: 0,
  webhookLost: 0,
  webhookDoubled: 0,
  memoryLost: 0,
}

const USUAL_MS_MAX = 120
const SLOW_MS_MAX = 2_500

const STRIKES = [
  { kind: 'error', when: 'before', status: 429 },
  { kind: 'error', when: 'before', status: 429 },
  { kind: 'error', when: 'before', status: 503 },
  { kind: 'error', when: 'after', status: 500 },
  { kind: 'error', when: 'after', status: 503 },
  { kind: 'reset', when: 'before' },
  { kind: 'reset', when: 'after' },
  { kind: 'lost' },
] as const satisfies readonly Strike[]

export function drawWeather(chance: Chance, { calls, slow }: TroubleRates): Weather {
  const longest = chance.happens(slow) ? SLOW_MS_MAX : USUAL_MS_MAX
  const thereMs = chance.between(1, longest)
  const backMs = chance.between(1, longest)
  return { thereMs, backMs, strikes: chance.happens(calls) ? chance.pick(STRIKES) : { kind: 'nothing' } }
}
