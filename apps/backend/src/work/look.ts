import { settle, TwilioFailure, type SettledRound } from '@conversation-transfer/twilio-gateway'
import type { LookResult } from '../observability/instruments.ts'
import { LeaseLost, type Claim, type LookEnd } from '../store/schedule.ts'
import { standingOf, standingUnknown } from './standing-of.ts'
import { addressOf, type Address } from './address-of.ts'
import { lookEnd, searchAgainAtMs, tryAgainAtMs } from './look-end.ts'
import { RepairPermit } from './repair-permit.ts'
import { tellOfRound } from './tell-of-round.ts'
import type { Workshop } from './workshop.ts'

/** No call is under way any more when the lease ends, whatever the clocks of two machines say. */
const LEASE_MARGIN_MS = 2_000

/** So many looks in a row that failed are more than a hiccup. */
const FAILURES_TILL_ALARM = 5

/** Looks at one claimed conversation, mends what is due, and gives it back. Rejects only where the store does. */
export async function look(workshop: Workshop, claim: Claim): Promise<void> {
  const { time, store, instruments } = workshop
  const startedAtMs = time.now()
  const { end, result } = await ended(workshop, claim)
  const isKept = end === undefined || (await store.schedule.acknowledge(claim, end))
  if (end?.kind === 'over') tellOfEnd(workshop, claim)
  instruments.looked(isKept ? result : 'lost', time.now() - startedAtMs, startedAtMs - claim.dueSinceMs)
}

interface Ended {
  /** Undefined if the conversation is somebody else's by now: nothing is to be written. */
  readonly end: LookEnd | undefined
  readonly result: LookResult
}

async function ended(workshop: Workshop, claim: Claim): Promise<Ended> {
  const { conversationSid } = claim
  try {
    const found = await addressOf(workshop, claim, claim.leaseUntilMs - LEASE_MARGIN_MS)
    if (found.kind === 'over') return { end: { kind: 'over' }, result: 'over' }
    return found.kind === 'unknown' ? notFound(workshop, claim) : await lookedAt(workshop, claim, found.address)
  } catch (error: unknown) {
    if (error instanceof LeaseLost) return { end: undefined, result: 'lost' }
    if (!(error instanceof TwilioFailure)) {
      workshop.log.error({ err: error, conversationSid }, 'A look failed in a way that nobody foresaw.')
    }
    return failed(workshop, claim, error)
  }
}

async function lookedAt(workshop: Workshop, claim: Claim, address: Address): Promise<Ended> {
  const { time, policy, repairs } = workshop
  const { conversationSid, taskSids, memory, leaseUntilMs } = claim
  const permit = new RepairPermit(workshop, claim)
  const round = await settle({
    gateway: workshop.gatewayUntil(leaseUntilMs - LEASE_MARGIN_MS),
    time,
    policy: await policy.current(),
    request: { ...address, conversationSid, taskSids },
    memory,
    repairs,
    beforeSteps: (due, kept) => permit.ask(due, kept),
  })
  await tellOfRound(workshop, claim, round)
  if (round.failure !== undefined) return failed(workshop, claim, round.failure, round)
  const nowMs = time.now()
  const end = lookEnd(round, standingOf(round, claim.standing, nowMs), nowMs)
  return { end: end.kind === 'looked' ? { ...end, ...address } : end, result: resultOf(round, end) }
}

function resultOf({ repair, withheld, observed }: SettledRound, end: LookEnd): LookResult {
  if (end.kind === 'over') return 'over'
  if (repair !== undefined) return 'repaired'
  if (withheld !== undefined) return 'withheld'
  return observed === undefined ? 'well' : 'observed'
}

function notFound({ time }: Workshop, { memory, standing: before }: Claim): Ended {
  const standing = standingUnknown(before, time.now())
  const lookAgainAtMs = searchAgainAtMs(standing, time.now())
  return { end: { kind: 'looked', memory, standing, lookAgainAtMs }, result: 'well' }
}

/** What was begun is kept even so: it counts against the tries. */
async function failed(workshop: Workshop, claim: Claim, error: unknown, round?: SettledRound): Promise<Ended> {
  const { time, chance, store, instruments, log } = workshop
  const { conversationSid, failures } = claim
  const reason = error instanceof Error ? error.message : String(error)
  log.warn({ conversationSid, failures: failures + 1, reason }, 'A look failed; it comes again.')
  if (failures + 1 === FAILURES_TILL_ALARM) {
    instruments.alarmed('look')
    const entry = { atMs: time.now(), conversationSid, kind: 'alarm' as const, rule: undefined, steps: [] }
    await store.audit.append([{ ...entry, reason: `${FAILURES_TILL_ALARM} looks in a row have failed. ${reason}` }])
  }
  const lookAgainAtMs = tryAgainAtMs(claim, time.now(), chance())
  return { end: { kind: 'failed', memory: round?.memory, lookAgainAtMs, error: reason }, result: 'failed' }
}

function tellOfEnd({ time, instruments }: Workshop, { standing }: Claim): void {
  if (standing?.aloneSinceMs !== undefined) instruments.wasAlone(time.now() - standing.aloneSinceMs)
}
