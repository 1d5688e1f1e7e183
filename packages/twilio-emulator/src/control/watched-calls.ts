import { isBrokenConnection } from '../faults/broken-connection.ts'
import { dated, disturbedAnswer } from '../faults/disturbed-answer.ts'
import type { FaultPlan } from '../faults/fault-plan.ts'
import type { RestHook } from '../transports/rest/rest-hook.ts'
import type { Clock } from '../world/clock.ts'
import type { CallLog } from './call-log.ts'

/** Logs every call of the REST API, and lets the faults that were ordered strike. */
export function watchCalls({
  calls,
  faults,
  clock,
}: {
  readonly calls: CallLog
  readonly faults: FaultPlan
  readonly clock: Clock
}): RestHook {
  return async (call, answer) => {
    const struck = faults.forCall(call)
    const fault = struck === undefined ? null : { id: struck.id, kind: struck.fault.kind, when: struck.fault.when }
    const end = calls.begin(call, clock.now(), fault)
    const answerInTime = async (): Promise<Response> => dated(await answer(), clock.now())
    const response = await (struck === undefined ? answerInTime() : disturbedAnswer(struck.fault, answerInTime, clock))
    end({ status: isBrokenConnection(response) ? undefined : response.status, nowMs: clock.now() })
    return response
  }
}
