import { fuzzExpressions, type ExpressionCounts } from './fuzz-expressions.ts'
import { fuzzRequests, type RequestCounts } from './fuzz-requests.ts'
import { startWatchdog } from './watchdog.ts'

/** Small enough that a failing one is soon played again, and large enough for weeks in the life of an account. */
const EXPRESSIONS_PER_ROUND = 10_000
const REQUESTS_PER_ROUND = 3_000

export interface RoundResult {
  readonly expressions: ExpressionCounts
  readonly requests: RequestCounts
}

/** All that is tried with one seed. Throws on the first defect, with the command that plays the round again. */
export async function playRound(seed: number): Promise<RoundResult> {
  const replay = `npm run fuzz -- --minutes 0 --seed ${seed}`
  const watchdog = startWatchdog(replay)
  const onProgress = watchdog.feed
  try {
    const expressions = fuzzExpressions({ seed, count: EXPRESSIONS_PER_ROUND, onProgress })
    const requests = await fuzzRequests({ seed, count: REQUESTS_PER_ROUND, onProgress })
    return { expressions, requests }
  } catch (error: unknown) {
    const message = error instanceof Error ? error.message : String(error)
    throw new Error(`${message}\nPlay it again: ${replay}`, { cause: error })
  } finally {
    await watchdog.stop()
  }
}
