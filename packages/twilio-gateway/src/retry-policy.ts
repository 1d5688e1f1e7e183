import type { Random } from './random.ts'
import type { Time } from './time.ts'

/** Why something is done once more, told apart by what makes that safe. */
export type RetryCause = keyof typeof RETRIES

interface Retries {
  /** How often, after the first time. */
  readonly times: number
  /** The longest wait before the first retry; each further one is twice as long. */
  readonly firstWaitMs: number
}

/** All that is ever repeated, and nothing else is. */
const RETRIES = {
  /** A read had an error of Twilio's, or its connection broke (a kept one may have been closed meanwhile). */
  failedRead: { times: 1, firstWaitMs: 100 },
  /** A read was answered 429. */
  limitedRead: { times: 1, firstWaitMs: 400 },
  /** A change was answered 429: it was not processed. */
  limitedChange: { times: 2, firstWaitMs: 400 },
  /** The connection for a change was never made. */
  unsentChange: { times: 2, firstWaitMs: 100 },
  /** Nobody knows what became of a change that has the same effect however often it is made. */
  unknownIdempotent: { times: 1, firstWaitMs: 200 },
  /** Nobody knows what became of a conditional change: it is looked up, and made again if nothing has changed. */
  unknownConditional: { times: 1, firstWaitMs: 200 },
  /** Nobody knows whether an invite was made: lists are looked at again, and it is never made again. */
  unknownInvite: { times: 3, firstWaitMs: 400 },
} as const satisfies Readonly<Record<string, Retries>>

/** How the time passes between two attempts. */
export interface Pacing {
  readonly time: Time
  readonly random: Random
  /** When all has to be over; milliseconds since 1970. */
  readonly deadlineMs: number
}

/**
 * Waits before retry number `retry`, the first being 1: between half of the full wait and all of it. False, and no wait,
 * if it may not be made any more or could not end in time.
 */
export async function mayRetry(cause: RetryCause, retry: number, pacing: Pacing): Promise<boolean> {
  const { times, firstWaitMs } = RETRIES[cause]
  const waitMs = firstWaitMs * 2 ** (retry - 1) * (0.5 + pacing.random() / 2)
  if (retry > times || pacing.time.now() + waitMs >= pacing.deadlineMs) return false
  await pacing.time.wait(waitMs)
  return true
}
