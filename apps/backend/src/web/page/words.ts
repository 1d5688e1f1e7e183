import type { AuditKind } from '../../store/audit-trail.ts'
import type { StandingState } from '../../store/standing.ts'

/** How the page calls what the code has names for. */

export const STATE_WORDS: Readonly<Record<StandingState, string>> = {
  alone: 'Alone',
  waiting: 'Waiting',
  attended: 'Attended',
  'not-ours': 'Not ours',
  ended: 'Ended',
  unknown: 'Not seen yet',
}

export const STATE_MEANINGS: Readonly<Record<StandingState, string>> = {
  alone: 'Nobody is inside, and nobody is on the way',
  waiting: 'Nobody is inside, and somebody is on the way',
  attended: 'An agent is inside',
  'not-ours': 'Paused, parked, left natively, or somebody else’s',
  ended: 'The channel has ended',
  unknown: 'Not looked at yet, or its channel is not known',
}

export const KIND_WORDS: Readonly<Record<AuditKind, string>> = {
  begun: 'Begun',
  repaired: 'Repaired',
  failed: 'Failed',
  observed: 'Would repair',
  withheld: 'Withheld',
  alarm: 'Alarm',
  frozen: 'Frozen',
  thawed: 'Thawed',
  asked: 'Asked',
}
