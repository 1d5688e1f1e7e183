import type { Outcome } from './probe.ts'

export type Verdict = 'same' | 'different' | 'unanswered'

/** A lag is seen by a call, and no more closely than a call takes. */
const LAG_TOLERANCE_MS = 100

/**
 * Whether the account does what the emulator assumes. Of a lag that is true as long as it is no longer than the assumed
 * one: what waits long enough on the emulator does so there.
 */
export function verdictOn(outcome: Outcome): Verdict {
  if (outcome.kind === 'unanswered') return 'unanswered'
  const { assumed, name } = outcome
  const { value } = outcome.answer
  if (name.endsWith('Ms') && typeof value === 'number' && typeof assumed === 'number') {
    return value <= assumed + LAG_TOLERANCE_MS ? 'same' : 'different'
  }
  return value === assumed ? 'same' : 'different'
}
