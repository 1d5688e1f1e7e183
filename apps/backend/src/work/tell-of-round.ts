import type { DueRepair } from '@conversation-transfer/transfer'
import type { SettledRound } from '@conversation-transfer/twilio-gateway'
import type { NewAuditEntry } from '../store/audit-trail.ts'
import type { Claim } from '../store/schedule.ts'
import { auditedStep } from './audited-step.ts'
import { standingOf } from './standing-of.ts'
import type { Workshop } from './workshop.ts'

type Needed = Pick<Workshop, 'store' | 'time' | 'instruments' | 'log'>

/** Writes down what a look has come to: in the audit trail, in the log, and in what is measured. */
export async function tellOfRound(workshop: Needed, claim: Claim, round: SettledRound): Promise<void> {
  const entries = entriesOf(workshop, claim, round)
  if (entries.length > 0) await workshop.store.audit.append(entries)
  measure(workshop, claim, round)
  for (const { kind, rule, reason } of entries) {
    const about = { conversationSid: claim.conversationSid, rule, kind }
    if (kind === 'failed' || kind === 'alarm') workshop.log.warn(about, reason)
    else workshop.log.info(about, reason)
  }
}

function entriesOf({ time }: Needed, claim: Claim, round: SettledRound): NewAuditEntry[] {
  const { repair, observed, alarms, failure } = round
  const common = { atMs: time.now(), conversationSid: claim.conversationSid }
  const alarming = newAlarms(claim, alarms).map((alarm) => {
    return { ...common, kind: 'alarm' as const, rule: ruleOf(alarm), reason: alarm, steps: [] }
  })
  const seen = observed !== undefined && isNewlyHeldBack(claim, observed) ? [{ ...common, ...plan(observed) }] : []
  if (repair === undefined) return [...seen, ...alarming]
  const steps = repair.steps.map((step, index) => auditedStep(step, repair.results[index]))
  const kind = failure === undefined ? ('repaired' as const) : ('failed' as const)
  const reason = failure === undefined ? repair.reason : `${repair.reason} ${failure.message}`
  return [{ ...common, kind, rule: repair.rule, reason, steps }, ...seen, ...alarming]
}

function plan({ rule, reason, steps }: DueRepair) {
  return { kind: 'observed' as const, rule, reason, steps: steps.map((step) => auditedStep(step)) }
}

/** What has been told is not told again with each look, as long as it lasts. */
function isNewlyHeldBack({ memory }: Claim, { condition }: DueRepair): boolean {
  return memory.heldBack?.[condition] === undefined
}

function newAlarms({ standing }: Claim, alarms: readonly string[]): string[] {
  return alarms.filter((alarm) => !standing?.alarms.includes(alarm))
}

/** An alarm begins with the name of its rule and a colon. */
function ruleOf(alarm: string): string {
  return alarm.slice(0, alarm.indexOf(':'))
}

function measure({ instruments, time }: Needed, claim: Claim, round: SettledRound): void {
  const { repair, observed, alarms, failure } = round
  if (repair !== undefined) instruments.repaired(repair.rule, failure === undefined ? 'performed' : 'failed')
  if (observed !== undefined && isNewlyHeldBack(claim, observed)) instruments.repaired(observed.rule, 'observed')
  for (const alarm of newAlarms(claim, alarms)) instruments.alarmed(ruleOf(alarm))
  const before = claim.standing?.aloneSinceMs
  const after = standingOf(round, claim.standing, time.now()).aloneSinceMs
  if (before !== undefined && after === undefined) instruments.wasAlone(time.now() - before)
}
