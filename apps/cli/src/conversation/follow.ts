import { auditedStep, subjectOf } from '@conversation-transfer/backend'
import type { DueRepair, Memory } from '@conversation-transfer/transfer'
import { settle, type SettledRound } from '@conversation-transfer/twilio-gateway'
import { duration } from '../output/text.ts'
import type { Surroundings } from '../surroundings.ts'
import { lookOnce, type Looked } from './look-once.ts'
import { decisionLines } from './report-text.ts'
import { standingAgainst } from './standing-against.ts'
import { stepText } from './step-text.ts'
import type { Subject } from './subject.ts'

export interface Following {
  readonly subject: Subject
  readonly surroundings: Pick<Surroundings, 'complain' | 'ask' | 'time'>
  readonly first: Looked
  /** Performs what is due; else it is only said. */
  readonly repairs: boolean
  /** Whether nobody is asked first. */
  readonly isAgreed: boolean
  /** Goes on looking until all is well; else only while something is due. */
  readonly waits: boolean
  readonly limitMs: number
}

/** How it ended, and what was done until then. */
export interface Followed {
  readonly end:
    | 'settled'
    /** Something is wrong, and its grace is not over. */
    | 'has to wait'
    /** A repair is due, and was only to be shown. */
    | 'due'
    /** Nobody said yes. */
    | 'not agreed'
    /** Somebody has to look at it; no rule can do anything. */
    | 'alarm'
    /** All is not well, and the time is over. */
    | 'out of time'
    /** Twilio did not perform a step. */
    | 'failed'
  readonly last: Looked
  readonly repairs: readonly SettledRound[]
}

/** A conversation is never looked at twice in a second. */
const BETWEEN_LOOKS_MS = 1_000

/** Looks, performs what is due and agreed, and looks again, until there is nothing more to do. */
export async function follow(following: Following): Promise<Followed> {
  const { subject, surroundings, repairs, waits, limitMs } = following
  const { time } = surroundings
  const untilMs = time.now() + limitMs
  const rounds: SettledRound[] = []
  let last = following.first
  for (;;) {
    const { decision } = last
    let { memory, lookAgainAtMs } = decision
    if (decision.kind === 'repair') {
      if (!repairs) return { end: 'due', last, repairs: rounds }
      if (!(await isAgreed(following, last))) return { end: 'not agreed', last, repairs: rounds }
      const round = await performAgreed(following, last)
      if (round !== undefined) {
        rounds.push(round)
        ;({ memory, lookAgainAtMs } = round)
        if (round.failure !== undefined) return { end: 'failed', last, repairs: rounds }
      } else memory = last.memory
    } else {
      const end = endOf(last)
      if (end === 'settled' || (end !== undefined && !waits)) return { end, last, repairs: rounds }
      tellWaiting(following, last)
    }
    const nextAtMs = Math.max(lookAgainAtMs, time.now() + BETWEEN_LOOKS_MS)
    if (nextAtMs > untilMs) return { end: 'out of time', last, repairs: rounds }
    await time.wait(nextAtMs - time.now())
    last = await lookOnce({ ...subject, time, memory })
  }
}

/** Of a look in which nothing is due. */
function endOf({ decision }: Looked): 'settled' | 'has to wait' | 'alarm' {
  if (decision.alarms.length > 0) return 'alarm'
  return Object.keys(decision.memory.firstSeen).length > 0 ? 'has to wait' : 'settled'
}

function tellWaiting({ surroundings }: Following, { decision, nowMs }: Looked): void {
  const conditions = Object.keys(decision.memory.firstSeen).join(', ')
  surroundings.complain(`Waiting ${duration(decision.lookAgainAtMs - nowMs)} (${conditions})\n`)
}

async function isAgreed({ isAgreed: agreed, surroundings }: Following, look: Looked): Promise<boolean> {
  if (agreed) return true
  surroundings.complain(`${decisionLines(look).join('\n')}\n`)
  const answer = await surroundings.ask('Do this?')
  if (answer === undefined) surroundings.complain('There is nobody to ask; --yes agrees beforehand.\n')
  return answer === true
}

/** Undefined if what would be done is not what was agreed to any more: nothing was done then. */
async function performAgreed({ subject, surroundings }: Following, agreed: Looked): Promise<SettledRound | undefined> {
  const { gateway, policy, request } = subject
  const { time, complain } = surroundings
  const beforeSteps = async (plan: DueRepair): Promise<'perform'> => {
    if (agreed.decision.kind === 'well' || outlineOf(plan) !== outlineOf(agreed.decision)) {
      throw new NotNow('It is not as it was a moment ago')
    }
    const against = await standingAgainst(subject)
    if (against !== undefined) throw new NotNow(against.sentence.replace(/\.$/, ''))
    await append(subject, time.now(), { kind: 'begun', ...plan })
    return 'perform'
  }
  const memory: Memory = agreed.memory
  try {
    const round = await settle({ gateway, time, policy, request, memory, beforeSteps })
    if (round.repair === undefined) return undefined
    for (const step of round.repair.steps.slice(0, round.repair.results.length)) complain(`Done: ${stepText(step)}\n`)
    const failure = round.failure === undefined ? undefined : `${round.repair.reason} ${round.failure.message}`
    await append(subject, time.now(), {
      ...round.repair,
      kind: failure === undefined ? 'repaired' : 'failed',
      reason: failure ?? round.repair.reason,
    })
    if (round.failure !== undefined) complain(`NOT done: ${round.failure.message}\n`)
    return round
  } catch (error: unknown) {
    if (!(error instanceof NotNow)) throw error
    complain(`${error.message}: looking again.\n`)
    return undefined
  }
}

/** The rest of the sentence is what is done about it. */
class NotNow extends Error {
  override readonly name = 'NotNow'
}

function outlineOf({ rule, steps }: Pick<DueRepair, 'rule' | 'steps'>): string {
  return [rule, ...steps.map((step) => `${step.kind} ${subjectOf(step)}`)].join('\n')
}

async function append(
  { records, request }: Subject,
  atMs: number,
  {
    kind,
    rule,
    reason,
    steps,
  }: Pick<DueRepair, 'rule' | 'reason' | 'steps'> & { readonly kind: 'begun' | 'repaired' | 'failed' },
): Promise<void> {
  const { conversationSid } = request
  await records?.append?.([
    { atMs, conversationSid, kind, rule, reason, steps: steps.map((step) => auditedStep(step)) },
  ])
}
