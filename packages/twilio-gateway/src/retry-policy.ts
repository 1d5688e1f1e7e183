import type { TwilioFailure } from './twilio-failure.ts'

/** How often a call is made again that has failed, and how long to wait before. */
export interface RetryRule {
  readonly times: number
  readonly waitMsMin: number
  readonly waitMsMax: number
}

const NEVER: RetryRule = { times: 0, waitMsMin: 0, waitMsMax: 0 }

/**
 * What is repeated, by cause. A change is repeated only where it was certainly not made: Twilio knows no idempotency keys,
 * and a change that was made twice is an invite too many.
 */
const RULES = {
  /** 429: the call was not processed. Another moment, and not the same one for all who were refused together. */
  limited: { times: 2, waitMsMin: 150, waitMsMax: 600 },
  /** A read that found nobody at home, or a call that never left: a kept-alive socket that was closed, a server that restarts. */
  unavailable: { times: 1, waitMsMin: 50, waitMsMax: 250 },
} as const satisfies Partial<Record<TwilioFailure['kind'], RetryRule>>

export function retryRule({ kind }: TwilioFailure): RetryRule {
  return kind === 'limited' || kind === 'unavailable' ? RULES[kind] : NEVER
}

/** A wait within the rule's bounds; `chance` is from 0 to 1. */
export function retryWaitMs({ waitMsMin, waitMsMax }: RetryRule, chance: number): number {
  return Math.round(waitMsMin + (waitMsMax - waitMsMin) * chance)
}
