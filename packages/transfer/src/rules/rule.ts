import type { Condition, Memory } from '../memory.ts'
import type { Observation, Read } from '../observation.ts'
import type { Policy } from '../policy.ts'
import type { Step } from '../step.ts'

/** What a rule looks at. */
export interface Look {
  readonly observation: Observation
  /** What this look shows is remembered already. */
  readonly memory: Memory
  readonly policy: Policy
  /** Milliseconds since 1970. */
  readonly nowMs: number
}

/** One way in which a conversation can be wrong, and what mends it. */
export interface Rule {
  /** Says, of a repair, what was wrong. */
  readonly name: string
  /** A safe rule takes nobody out of a conversation and cancels nothing that anybody could want: Functions run it too. */
  readonly isSafe: boolean
  readonly examine: (look: Look) => Examination
}

export interface Examination {
  /** Everything wrong that the rule sees, whether its time has come or not. Nothing: all is well. */
  readonly suspicions: readonly Suspicion[]
  /** The one that is to be mended now. */
  readonly repair?: Repair | undefined
  /** What has to be read before the rule can say more; the look is repeated with it. */
  readonly reads?: readonly Read[] | undefined
  /** Something is wrong and nothing can be done about it: a sentence for whoever is on call. */
  readonly alarm?: string | undefined
  /** No later rule is tried in this look: there is nothing that they may do. */
  readonly endsLook?: boolean | undefined
}

export interface Suspicion {
  readonly condition: Condition
  /** How long it has to be seen before anything is done; 0 for at once. */
  readonly graceMs: number
}

export interface Repair {
  readonly condition: Condition
  /** Why, as a sentence for the audit trail. */
  readonly reason: string
  readonly steps: readonly [Step, ...Step[]]
  /** What is to be remembered of having done it. */
  readonly remember?: Partial<Memory> | undefined
  /** The repair may be made again at once and for ever: it is idempotent, and only draws a picture. */
  readonly isUnlimited?: boolean | undefined
  /** Somebody should look at it although a repair exists: a sentence for whoever is on call. */
  readonly alarm?: string | undefined
}

/** Nothing is wrong. */
export const WELL: Examination = { suspicions: [] }

/** Everything wrong of one kind, and the first of it whose grace is over. */
export function firstDue<Wrong>(
  look: Look,
  wrong: readonly Wrong[],
  suspicionOf: (one: Wrong) => Suspicion,
): { readonly suspicions: readonly Suspicion[]; readonly due: Wrong | undefined } {
  return { suspicions: wrong.map(suspicionOf), due: wrong.find((one) => isDue(look, suspicionOf(one))) }
}

/** Whether a condition has been seen for its whole grace. What is seen for the first time has not. */
export function isDue({ memory, nowMs }: Look, { condition, graceMs }: Suspicion): boolean {
  const sinceMs = memory.firstSeen[condition] ?? nowMs
  return nowMs - sinceMs >= graceMs
}
