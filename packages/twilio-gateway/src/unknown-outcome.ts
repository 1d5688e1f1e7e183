import { mayRetry, type Pacing, type RetryCause } from './retry-policy.ts'
import { TwilioFailure } from './twilio-failure.ts'

/** Makes a change that has the same effect however often it is made: once more, where no answer says what became of it. */
export async function madeSurely<Result>(change: () => Promise<Result>, pacing: Pacing): Promise<Result> {
  return resolved({ change, cause: 'unknownIdempotent', look: () => Promise.resolve('repeat') }, pacing)
}

export interface Resolvable<Result> {
  readonly change: () => Promise<Result>
  readonly cause: RetryCause
  /**
   * What a look at Twilio says of the change: its result if it is known, `repeat` if it may be made again, `wait` if the
   * next look may know more.
   */
  readonly look: () => Promise<Result | 'repeat' | 'wait'>
}

/**
 * Makes a change, and where no answer says what became of it, finds out. What cannot be found out stays `outcomeUnknown`,
 * whatever went wrong on the way: the change may have been made.
 */
export async function resolved<Result>(resolvable: Resolvable<Result>, pacing: Pacing): Promise<Result> {
  try {
    return await resolvable.change()
  } catch (error: unknown) {
    if (!(error instanceof TwilioFailure) || !MAY_HAVE_HAPPENED.has(error.kind)) throw error
    const unknown = new TwilioFailure('outcomeUnknown', error.message, { cause: error })
    return foundOut(resolvable, pacing, unknown)
  }
}

/** An answer to a change that cannot be read does not mean that the change was not made. */
const MAY_HAVE_HAPPENED: ReadonlySet<string> = new Set(['outcomeUnknown', 'undecodable'])

async function foundOut<Result>(
  { change, cause, look }: Resolvable<Result>,
  pacing: Pacing,
  unknown: TwilioFailure,
): Promise<Result> {
  for (let retry = 1; await mayRetry(cause, retry, pacing); retry++) {
    try {
      const seen = await look()
      if (seen === 'repeat') return await change()
      if (seen !== 'wait') return seen
    } catch (error: unknown) {
      if (!(error instanceof TwilioFailure)) throw error
    }
  }
  throw unknown
}
