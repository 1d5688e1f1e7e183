import { isoTime } from '../output/text.ts'
import type { SwitchValue } from './question.ts'
import type { Outcome } from './probe.ts'

export const ASSUMPTIONS_FILE = 'assumptions.json'

interface ObservedAssumption {
  readonly value: SwitchValue
  /** The number in docs/twilio-behaviour.md. */
  readonly fact: string
  readonly observedAt: string
  readonly how: string
}

/** The file that the emulator reads (packages/twilio-emulator/src/control/assumption-file.ts): what was observed, by switch. */
export function assumptionsFile(account: string, outcomes: readonly Outcome[]): string {
  const assumptions: Record<string, ObservedAssumption> = {}
  for (const outcome of outcomes) {
    if (outcome.kind === 'unanswered') continue
    const { name, fact, answer, observedAtMs } = outcome
    assumptions[name] = { value: answer.value, fact, observedAt: isoTime(observedAtMs), how: answer.how }
  }
  return `${JSON.stringify({ account, assumptions }, null, 2)}\n`
}
