import type { Observation } from '../observation.ts'
import type { Step } from '../step.ts'

/** One way in which a conversation can be wrong, and what mends it. */
export interface Rule {
  /** Says, of a repair, what was wrong. */
  readonly name: string
  /** A safe rule takes nobody out of a conversation and cancels nothing that anybody could want: Functions run it too. */
  readonly isSafe: boolean
  /** The steps that mend it; none if nothing is wrong. */
  readonly mend: (observation: Observation) => readonly Step[]
}
