import type { Memory } from './memory.ts'
import type { Read } from './observation.ts'
import { remember } from './remember.ts'
import { RULES } from './rules/rules.ts'
import { isDue, type Look, type Repair, type Rule, type Suspicion } from './rules/rule.ts'
import type { Step } from './step.ts'

/** What follows from a look. */
export type Reconciled =
  /** A rule can say more when this has been read: read it, and reconcile again with the same memory. */
  | { readonly kind: 'read'; readonly reads: readonly Read[] }
  | (Settled & {
      readonly kind: 'repair'
      /** The name of the rule that was broken. */
      readonly rule: string
      /** A sentence for the audit trail. */
      readonly reason: string
      readonly steps: readonly [Step, ...Step[]]
    })
  | (Settled & { readonly kind: 'well' })

interface Settled {
  /** Saved before the steps are performed: it says that they were begun. */
  readonly memory: Memory
  /** When there will be something to do, even if nothing happens until then; milliseconds since 1970. */
  readonly lookAgainAtMs: number
  /** Sentences for whoever is on call. */
  readonly alarms: readonly string[]
}

/** Twilio's lists need a moment to show what a repair did. */
const LOOK_AFTER_REPAIR_MS = 1_000

/** A conversation in which all is well is looked at this often, in case every webhook was lost. */
const LOOK_WHEN_WELL_MS = 3_600_000

export interface Reconciliation extends Look {
  /** Functions, which have no memory, run the safe ones; absent for all. */
  readonly rules?: 'safe'
}

/**
 * What has to be mended: the first rule that finds something due ends the look, its steps are performed, and one looks
 * again. Performs nothing.
 */
export function reconcile({ rules, ...before }: Reconciliation): Reconciled {
  const look = { ...before, memory: remember(before.memory, before.observation, before.nowMs) }
  const examined: Examined[] = []
  const alarms: string[] = []
  for (const rule of RULES) {
    if (rules === 'safe' && !rule.isSafe) continue
    const { suspicions, repair, reads = [], alarm, endsLook = false } = rule.examine(look)
    if (reads.length > 0) return { kind: 'read', reads }
    examined.push({ rule, suspicions })
    if (alarm !== undefined) alarms.push(alarm)
    if (repair !== undefined) {
      const chance = chanceOf(repair, look)
      if (chance === 'now') return repaired({ look, examined, rule, repair, alarms })
      if (chance === 'used up') alarms.push(usedUp(rule, repair))
    }
    if (endsLook) break
  }
  // Nobody knows what rules that were not asked would see: what they saw before has been seen with a break.
  const memory = { ...look.memory, firstSeen: seenNow(look, examined) }
  return { kind: 'well', memory, lookAgainAtMs: nextLookAtMs({ ...look, memory }, examined), alarms }
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
  return `${name} could not be mended (${condition}). ${reason}`
}

interface Found {
  readonly look: Look
  readonly examined: readonly Examined[]
  readonly rule: Rule
  readonly repair: Repair
  readonly alarms: readonly string[]
}

function repaired({ look, examined, rule, repair, alarms }: Found): Reconciled {
  const { memory, nowMs } = look
  const { condition, reason, steps, remember: remembered = {}, alarm } = repair
  const tries = { ...memory.tries, [condition]: { count: (memory.tries[condition]?.count ?? 0) + 1, lastAtMs: nowMs } }
  return {
    kind: 'repair',
    rule: rule.name,
    reason,
    steps,
    memory: { ...memory, firstSeen: firstSeenAfter(look, examined), tries, ...remembered },
    lookAgainAtMs: nowMs + LOOK_AFTER_REPAIR_MS,
    alarms: alarm === undefined ? alarms : [...alarms, alarm],
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
