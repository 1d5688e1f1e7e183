import { chanceOf, type Reconciliation } from './reconcile.ts'
import { remember } from './remember.ts'
import { isDue, type Examination, type Look, type Rule } from './rules/rule.ts'
import { isSwitchedOn } from './rules/repair-switch.ts'
import { RULES } from './rules/rules.ts'

/** What one rule says of a look, for people who want to know why something is done, or is not. */
export interface RuleOpinion {
  readonly rule: string
  readonly says:
    | 'well'
    /** Something is wrong, and its grace is not over, or its last try may still take effect. */
    | 'waits'
    | 'repairs'
    /** It would repair now, if it were switched on. */
    | 'is switched off'
    /** An earlier rule would repair if it were switched on: nothing may be done that could rest on that not being done. */
    | 'is held back'
    /** It was tried as often as it may be. */
    | 'used up'
    /** Something is wrong, and nothing can be done about it. */
    | 'alarm'
    /** The conversation is not to be touched, or no later rule has anything to say. */
    | 'ends the look'
    /** It would have to read more before it can say. */
    | 'has to read'
    /** An earlier rule has ended the look. */
    | 'not asked'
  readonly suspicions: readonly SuspicionSeen[]
  /** A sentence, of a repair or an alarm. */
  readonly reason?: string | undefined
}

export interface SuspicionSeen {
  readonly condition: string
  readonly graceMs: number
  /** Milliseconds since 1970. */
  readonly seenSinceMs: number
  readonly dueAtMs: number
  readonly isDue: boolean
}

/** Asks every rule as `reconcile` does, in the same order and until the same one ends the look, and keeps what each says. */
export function explain({ rules, repairs = 'all', ...before }: Reconciliation): readonly RuleOpinion[] {
  const look = { ...before, memory: remember(before.memory, before.observation, before.nowMs) }
  let isOver = false
  let holdsBack = false
  return RULES.filter((rule) => rules !== 'safe' || rule.isSafe).map((rule) => {
    if (isOver) return { rule: rule.name, says: 'not asked', suspicions: [] }
    const examination = rule.examine(look)
    const isOn = isSwitchedOn(repairs, rule.name)
    const opinion = opinionOf(look, { rule, examination, isOn, isHeldBack: holdsBack && !rule.isSafe })
    holdsBack ||= opinion.says === 'is switched off'
    isOver = examination.endsLook === true || opinion.says === 'repairs' || opinion.says === 'has to read'
    return opinion
  })
}

interface Examined {
  readonly rule: Rule
  readonly examination: Examination
  readonly isOn: boolean
  readonly isHeldBack: boolean
}

function opinionOf(look: Look, { rule, examination, isOn, isHeldBack }: Examined): RuleOpinion {
  const { alarm, repair, reads = [] } = examination
  const suspicions = suspicionsOf(look, examination)
  const about = { rule: rule.name, suspicions }
  if (isHeldBack && (reads.length > 0 || repair !== undefined)) {
    return { ...about, says: 'is held back', reason: repair?.reason }
  }
  if (reads.length > 0) return { ...about, says: 'has to read' }
  if (repair !== undefined) {
    const says = SAYS[chanceOf(repair, look)]
    return { ...about, says: says === 'repairs' && !isOn ? 'is switched off' : says, reason: repair.reason }
  }
  if (alarm !== undefined) return { ...about, says: 'alarm', reason: alarm }
  if (examination.endsLook === true) return { ...about, says: 'ends the look' }
  return { ...about, says: suspicions.length > 0 ? 'waits' : 'well' }
}

const SAYS = { now: 'repairs', later: 'waits', 'used up': 'used up' } as const

function suspicionsOf(look: Look, { suspicions }: Examination): SuspicionSeen[] {
  return suspicions.map((suspicion) => {
    const { condition, graceMs } = suspicion
    const seenSinceMs = look.memory.firstSeen[condition] ?? look.nowMs
    return { condition, graceMs, seenSinceMs, dueAtMs: seenSinceMs + graceMs, isDue: isDue(look, suspicion) }
  })
}
