import { RULES } from './rules.ts'

/** Which rules may change anything: none, all, or those of these names. The others only say what they would do. */
export type RepairSwitch = 'none' | 'all' | readonly string[]

/** Every name that a `RepairSwitch` may hold, in the order in which the rules are tried. */
export const RULE_NAMES: readonly string[] = RULES.map(({ name }) => name)

export function isSwitchedOn(repairs: RepairSwitch, ruleName: string): boolean {
  if (repairs === 'none' || repairs === 'all') return repairs === 'all'
  return repairs.includes(ruleName)
}

/** Names that no rule has: a misspelled one would leave a rule off that somebody believes to be on. */
export function unknownRules(names: readonly string[]): string[] {
  return names.filter((name) => !RULE_NAMES.includes(name))
}
