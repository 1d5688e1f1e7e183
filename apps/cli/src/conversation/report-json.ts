import { printJson, transferHistory } from '@conversation-transfer/transfer'
import { decisionOf } from '../case/case-decision.ts'
import type { Followed } from './follow.ts'
import type { ReportParts } from './report-text.ts'
import { switchedOff } from './switched-off.ts'

/** The same as the text says, and what came of it, for programs. */
export function reportJson({ account, subject, looked }: ReportParts, { end, last, repairs }: Followed): string {
  const { observation, memory, policy, nowMs, opinions, decision } = looked
  return `${printJson({
    account,
    nowMs,
    observation,
    memory,
    memoryFrom: subject.row === undefined ? 'nowhere' : subject.records?.source,
    policy,
    policyProblems: subject.policyProblems,
    rules: opinions,
    switchedOff: switchedOff(subject),
    decision: decisionOf(decision),
    transfers: transferHistory(observation).transfers,
    audit: subject.entries,
    end,
    repairs: repairs.map(({ repair, failure }) => ({
      rule: repair?.rule,
      reason: repair?.reason,
      steps: repair?.steps,
      results: repair?.results.map(({ kind }) => kind),
      failure: failure?.message,
    })),
    lookAgainAtMs: last.decision.lookAgainAtMs,
  })}\n`
}
