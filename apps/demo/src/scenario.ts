import type { Stage } from './stage.ts'

/** Something that can happen in a contact center, and what has to be true afterwards. */
export interface Scenario {
  readonly name: string
  readonly play: (stage: Stage) => Promise<Played>
}

export interface Played {
  readonly postconditions: readonly Postcondition[]
  /** How much of Twilio the command used that the scenario is about. */
  readonly calls: number
  readonly rounds: number
  /** From the request to the answer. */
  readonly ms: number
}

export interface Postcondition {
  /** A sentence that is true if it held. */
  readonly sentence: string
  readonly held: boolean
  /** What was found; shown if it did not hold. */
  readonly found: unknown
}

/** What Twilio was asked and answered, against what it should. */
export function holds(sentence: string, held: boolean, found: unknown): Postcondition {
  return { sentence, held, found }
}
