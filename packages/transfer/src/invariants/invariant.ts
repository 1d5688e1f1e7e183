import type { Observation } from '../observation.ts'

/** What must always be true of one conversation, or after settling; whoever finds it broken raises an alarm or fails. */
export interface StateInvariant {
  readonly name: string
  /** `always`: at every moment. `settled`: when nothing is left to do. */
  readonly holds: 'always' | 'settled'
  /** A sentence for each thing that is wrong; none if it holds. Lists that lag behind make it speak of the past. */
  readonly violations: (observation: Observation) => readonly string[]
}
