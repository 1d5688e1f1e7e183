import type { Observation } from './observation.ts'
import { invitesOutdated } from './rules/invites-outdated.ts'
import type { Rule } from './rules/rule.ts'
import type { Step } from './step.ts'

/** All rules, in the order in which they are tried. */
const RULES: readonly Rule[] = [invitesOutdated]

export interface Repair {
  /** The name of the rule that was broken. */
  readonly rule: string
  readonly steps: readonly Step[]
}

/**
 * What has to be mended, by the first safe rule that finds something: after its steps one looks again. Undefined if all
 * is well. Performs nothing.
 */
export function reconcile(observation: Observation): Repair | undefined {
  for (const rule of RULES) {
    const steps = rule.isSafe ? rule.mend(observation) : []
    if (steps.length > 0) return { rule: rule.name, steps }
  }
  return undefined
}
