import { isSwitchedOn, RULE_NAMES } from '@conversation-transfer/transfer'
import type { Subject } from './subject.ts'

/** The rules by which the backend may not act; none where nobody knows which those are. */
export function switchedOff({ repairs = 'all' }: Pick<Subject, 'repairs'>): readonly string[] {
  return RULE_NAMES.filter((name) => !isSwitchedOn(repairs, name))
}
