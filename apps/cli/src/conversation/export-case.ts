import { sameJson } from '@conversation-transfer/transfer'
import { decideCase, decisionOf, type CaseDecision } from '../case/case-decision.ts'
import { printCase, readCase, type Case } from '../case/case-file.ts'
import { redact } from '../case/redact.ts'
import { isoTime } from '../output/text.ts'
import { VERSION } from '../version.ts'
import type { Looked } from './look-once.ts'

export interface Exported {
  readonly content: Case
  /** Without the values that were replaced, the rules would decide otherwise: the case does not show what happened. */
  readonly isOther: boolean
}

/** A look as a case. Message bodies are in no look; other people's attributes only where they were asked for. */
export function exportCase(looked: Looked, title: string, withAttributes: boolean): Exported {
  const { observation, memory, policy, nowMs } = looked
  const shown = withAttributes ? { observation, memory } : redact({ observation, memory })
  const kept = asRead({
    title,
    takenAt: isoTime(nowMs),
    versions: { case: 1, conversationTransfer: VERSION },
    isRedacted: !withAttributes,
    nowMs,
    policy,
    ...shown,
    decision: decisionOf(looked.decision),
  })
  const decision = decideCase(kept)
  const content = { ...kept, decision }
  return { content, isOther: !sameJson(outline(decisionOf(looked.decision)), outline(decision)) }
}

/** As whoever replays it will have it. */
function asRead(content: Case): Case {
  return readCase(printCase(content), 'The case')
}

/** What must not change when words are replaced: what is done to what, and when; not the words that it is done with. */
function outline(decision: CaseDecision): object {
  if (decision.kind !== 'repair') return decision
  const { steps, ...rest } = decision
  const targets = steps.map(({ kind, taskSid, participantSid, reservationSid, conversationSid, channel, target }) => {
    return { kind, taskSid, participantSid, reservationSid, conversationSid, channel, target: sidOf(target) }
  })
  return { ...rest, targets }
}

function sidOf(target: unknown): unknown {
  return typeof target === 'object' && target !== null && 'sid' in target ? target.sid : undefined
}
