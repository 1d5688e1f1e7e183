import { RULES } from './rules.ts'

/** What the rules are called in the audit trail, in switches and in the runbook; in the order in which they are tried. */
export const RULE_NAMES: readonly string[] = RULES.map(({ name }) => name)
