import { hasEnded, type Observation } from '@conversation-transfer/transfer'
import type { SettledRound } from '@conversation-transfer/twilio-gateway'
import type { Claim, LookEnd } from '../store/schedule.ts'
import type { Standing } from '../store/standing.ts'

/** A conversation that is somebody else's is left alone for longer and longer, and asked about once a day at least. */
const NOT_OURS_MS_MIN = 3_600_000
const NOT_OURS_MS_MAX = 86_400_000

/** One whose channel is not known yet is often one whose first task is being made. */
const UNKNOWN_MS_MIN = 30_000

/** What nobody could look at, or mend, is tried again at these distances. */
const FAILED_MS_MIN = 5_000
const FAILED_MS_MAX = 300_000

/** How a look ends whose steps, if there were any, were performed. */
export function lookEnd(round: SettledRound, standing: Standing, nowMs: number): LookEnd {
  if (round.repair === undefined && isOver(round.observation)) return { kind: 'over' }
  const { memory, lookAgainAtMs } = round
  return { kind: 'looked', memory, standing, lookAgainAtMs: round.isOurs ? lookAgainAtMs : lookLater(standing, nowMs) }

  function lookLater({ sinceMs }: Standing, now: number): number {
    const patience = within(now - sinceMs, NOT_OURS_MS_MIN, NOT_OURS_MS_MAX)
    // A rule that is waiting for its grace says when, counted from what was seen: the look itself has taken time since.
    const isAwaited = lookAgainAtMs - round.observation.observedAtMs < NOT_OURS_MS_MIN
    return isAwaited ? lookAgainAtMs : now + patience
  }
}

/** When to look again for the channel of a conversation. */
export function searchAgainAtMs({ sinceMs }: Standing, nowMs: number): number {
  return nowMs + within(nowMs - sinceMs, UNKNOWN_MS_MIN, NOT_OURS_MS_MAX)
}

/** Twice as long each time, and not at the same moment for all that failed together; `chance` is from 0 to 1. */
export function tryAgainAtMs({ failures }: Pick<Claim, 'failures'>, nowMs: number, chance: number): number {
  const waitMs = within(FAILED_MS_MIN * 2 ** Math.min(failures, 10), FAILED_MS_MIN, FAILED_MS_MAX)
  return nowMs + Math.round(waitMs * (0.75 + 0.5 * chance))
}

function within(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max)
}

/** Nothing will ever happen in it again. */
function isOver({ channel, conversation, tasks }: Observation): boolean {
  const isClosed = conversation.state === 'closed' || conversation.state === 'gone'
  return hasEnded(channel) && isClosed && tasks.every(({ status }) => ENDED_TASKS.has(status))
}

const ENDED_TASKS: ReadonlySet<string> = new Set(['completed', 'canceled', 'gone'])
