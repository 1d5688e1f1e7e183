import {
  EMPTY_MEMORY,
  observationAfter,
  reconcile,
  type Observation,
  type Policy,
} from '@conversation-transfer/transfer'
import type { Gateway } from './gateway.ts'
import { TwilioFailure } from './twilio-failure.ts'

/** Each round mends one thing; what is left after so many, the next look mends. */
const ROUNDS_MAX = 6

export interface Mended {
  /** What is known after the repairs. */
  readonly observation: Observation
  /** A repair that Twilio did not let through: what was seen is true all the same. */
  readonly failure?: TwilioFailure
}

/** Makes the repairs that need no memory and can hurt nobody, without looking again in between. */
export async function mendSafely(
  gateway: Pick<Gateway, 'perform'>,
  seen: Observation,
  policy: Policy,
): Promise<Mended> {
  let observation = seen
  let memory = EMPTY_MEMORY
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const reconciled = reconcile({ observation, memory, policy, nowMs: seen.observedAtMs, rules: 'safe' })
    if (reconciled.kind !== 'repair') break
    // Within one look it remembers what was tried: a step that somebody else overtook is not tried again.
    memory = reconciled.memory
    try {
      for (const step of reconciled.steps) observation = observationAfter(observation, await gateway.perform(step))
    } catch (error: unknown) {
      if (!(error instanceof TwilioFailure)) throw error
      return { observation, failure: error }
    }
  }
  return { observation }
}
