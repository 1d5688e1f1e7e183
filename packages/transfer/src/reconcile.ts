import { heldBackAfter } from './held-back.ts'
import type { Condition, Memory } from './memory.ts'
import type { Read } from './observation.ts'
import { remember } from './remember.ts'
import { notOurs } from './rules/not-ours.ts'
import { isSwitchedOn, type RepairSwitch } from './rules/repair-switch.ts'
import { RULES } from './rules/rules.ts'
import { isDue, type Look, type Repair, type Rule, type Suspicion } from './rules/rule.ts'
import type { Step } from './step.ts'

/** What follows from a look. */
export type Reconciled =
  /** A rule can say more when this has been read: read it, and reconcile again with the same memory. */
  | { readonly kind: 'read'; readonly reads: readonly Read[] }
  | (Settled &
      DueRepair & {
        readonly kind: 'repair'
        /** What to remember instead where whoever performs the steps decides not to. */
        readonly memoryIfWithheld: Memory
      })
  | (Settled & { readonly kind: 'well' })

interface Settled {
  /** Saved before the steps are performed: it says that they were begun. */
  readonly memory: Memory
  /** When there will be something to do, even if nothing happens until then; milliseconds since 1970. */
  readonly lookAgainAtMs: number
  /** Sentences for whoever is on call; each begins with the name of its rule and a colon. */
  readonly alarms: readonly string[]
  /** False while the conversation is somebody else's, or of a kind that is not mended. */
  readonly isOurs: boolean
  /** What would have been done if its rule were switched on. */
  readonly observed?: DueRepair | undefined
}

/** A repair whose time has come. */
export interface DueRepair {
  /** The name of the rule that was broken. */
  readonly rule: string
  readonly condition: Condition
  /** A sentence for the audit trail. */
  readonly reason: string
  readonly steps: readonly [Step, ...Step[]]
}

/** Twilio's lists need a moment to show what a repair did. */
const LOOK_AFTER_REPAIR_MS = 1_000

/** A conversation in which all is well is looked at this often, in case every webhook was lost. */
const LOOK_WHEN_WELL_MS = 3_600_000

export interface Reconciliation extends Look {
  /** Functions, which have no memory, run the safe ones; absent for all. */
  readonly rules?: 'safe'
  /** Which rules may act; absent for all. */
  readonly repairs?: RepairSwitch | undefined
}

/**
 * What has to be mended: the first rule that finds something due ends the look, its steps are performed, and one looks
 * again. Performs nothing.
 *
 * A rule that is switched off examines all the same, and what it would have done is told. After that only safe rules may
 * act: they have to be right without the others, as in Functions, while any other may rest on what was not done
 * (docs/decisions/0012-a-rule-that-is-off-holds-back-later-ones.md).
 */
export function reconcile({ rules, repairs = 'all', ...before }: Reconciliation): Reconciled {
  const look = { ...before, memory: remember(before.memory, before.observation, before.nowMs) }
  const found: Found = { look, examined: [], alarms: [], isOurs: true, observed: undefined }
  for (const rule of RULES) {
    if (rules === 'safe' && !rule.isSafe) continue
    const { suspicions, repair, reads = [], alarm, endsLook = false } = rule.examine(look)
    const isHeldBack = found.observed !== undefined && !rule.isSafe
    if (reads.length > 0 && !isHeldBack) return { kind: 'read', reads }
    found.examined.push({ rule, suspicions })
    if (alarm !== undefined) found.alarms.push(alarmOf(rule, alarm))
    if (repair !== undefined && !isHeldBack) {
      const chance = chanceOf(repair, look)
      if (chance === 'now' && isSwitchedOn(repairs, rule.name)) return repaired(found, rule, repair)
      if (chance === 'now') found.observed ??= dueRepair(rule, repair)
      if (chance === 'used up') found.alarms.push(usedUp(rule, repair))
    }
    if (endsLook) {
      found.isOurs = rule !== notOurs
      break
    }
  }
  return well(found)
}

/** What a look has come to so far. */
interface Found {
  readonly look: Look
  readonly examined: Examined[]
  readonly alarms: string[]
  isOurs: boolean
  observed: DueRepair | undefined
}

function well({ look, examined, alarms, isOurs, observed }: Found): Reconciled {
  // Nobody knows what rules that were not asked would see: what they saw before has been seen with a break.
  const firstSeen = seenNow(look, examined)
  const heldBack = heldBackAfter({ ...look, firstSeen, condition: observed?.condition })
  const memory = { ...look.memory, firstSeen, ...heldBack }
  return { kind: 'well', memory, lookAgainAtMs: nextLookAtMs({ ...look, memory }, examined), alarms, isOurs, observed }
}

interface Examined {
  readonly rule: Rule
  readonly suspicions: readonly Suspicion[]
}

/** Whether a repair may be made: not again while its last try may still take effect, and not for ever. */
export function chanceOf(
  { condition, isUnlimited = false }: Repair,
  { memory, policy, nowMs }: Look,
): 'now' | 'later' | 'used up' {
  const tries = memory.tries[condition]
  if (isUnlimited || tries === undefined) return 'now'
  if (nowMs - tries.lastAtMs < policy.lagGraceMs) return 'later'
  return tries.count < policy.attempts ? 'now' : 'used up'
}

function usedUp({ name }: Rule, { condition, reason }: Repair): string {
  return `${name}: it could not be mended (${condition}). ${reason}`
}

function alarmOf({ name }: Rule, sentence: string): string {
  return `${name}: ${sentence}`
}

function dueRepair({ name: rule }: Rule, { condition, reason, steps }: Repair): DueRepair {
  return { rule, condition, reason, steps }
}

function repaired({ look, examined, alarms, isOurs, observed }: Found, rule: Rule, repair: Repair): Reconciled {
  const { memory, nowMs } = look
  const { condition, remember: remembered = {}, alarm } = repair
  const tries = { ...memory.tries, [condition]: { count: (memory.tries[condition]?.count ?? 0) + 1, lastAtMs: nowMs } }
  const firstSeen = firstSeenAfter(look, examined)
  const seen = { ...memory, firstSeen }
  return {
    kind: 'repair',
    ...dueRepair(rule, repair),
    memory: {
      ...seen,
      tries,
      ...heldBackAfter({ memory, nowMs, firstSeen, condition: observed?.condition }),
      ...remembered,
    },
    memoryIfWithheld: { ...seen, ...heldBackAfter({ memory, nowMs, firstSeen, condition }) },
    lookAgainAtMs: nowMs + LOOK_AFTER_REPAIR_MS,
    alarms: alarm === undefined ? alarms : [...alarms, alarmOf(rule, alarm)],
    isOurs,
    observed,
  }
}

/** A repair has kept later rules from being asked for a moment; what they have been seeing is kept meanwhile. */
function firstSeenAfter({ memory, nowMs }: Look, examined: readonly Examined[]): Memory['firstSeen'] {
  const asked = examined.map(({ rule }) => rule.name)
  const kept = Object.entries(memory.firstSeen).filter(([condition]) => !asked.some((name) => isOf(name, condition)))
  return { ...Object.fromEntries(kept), ...seenNow({ memory, nowMs }, examined) }
}

function seenNow(
  { memory, nowMs }: Pick<Look, 'memory' | 'nowMs'>,
  examined: readonly Examined[],
): Memory['firstSeen'] {
  const conditions = examined.flatMap(({ suspicions }) => suspicions.map(({ condition }) => condition))
  return Object.fromEntries(conditions.map((condition) => [condition, memory.firstSeen[condition] ?? nowMs]))
}

function isOf(ruleName: string, condition: string): boolean {
  return condition === ruleName || condition.startsWith(`${ruleName} `)
}

function nextLookAtMs(look: Look, examined: readonly Examined[]): number {
  const { memory, policy, nowMs } = look
  const due = examined
    .flatMap(({ suspicions }) => suspicions)
    .flatMap((suspicion) => {
      const { condition, graceMs } = suspicion
      if (!isDue(look, suspicion)) return [(memory.firstSeen[condition] ?? nowMs) + graceMs]
      const tries = memory.tries[condition]
      return tries !== undefined && tries.count < policy.attempts ? [tries.lastAtMs + policy.lagGraceMs] : []
    })
  return Math.min(nowMs + LOOK_WHEN_WELL_MS, ...due.map((atMs) => Math.max(atMs, nowMs + LOOK_AFTER_REPAIR_MS)))
}
