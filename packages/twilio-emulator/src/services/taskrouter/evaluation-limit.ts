import { TwilioError } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'

/** The lists by an expression over attributes, each of which has a limit of its own (TR-30). */
export type EvaluatingFilter = 'EvaluateTaskAttributes' | 'TargetWorkersExpression' | 'EvaluateWorkerAttributes'

/** How many of one of these an account may ask for in a second. */
const EVALUATIONS_PER_SECOND_MAX = 3
const WINDOW_MS = 1000

/** Counts one such list; throws Twilio's 429 if it is one too many. A refused one does not count. */
export function countEvaluation(world: World, filter: EvaluatingFilter): void {
  const { evaluatedAtMs } = world.taskrouter
  const nowMs = world.clock.now()
  const recent = (evaluatedAtMs.get(filter) ?? []).filter((atMs) => atMs > nowMs - WINDOW_MS)
  if (recent.length >= EVALUATIONS_PER_SECOND_MAX) throw new TwilioError(429, 20429, 'Too Many Requests')
  evaluatedAtMs.set(filter, [...recent, nowMs])
}
