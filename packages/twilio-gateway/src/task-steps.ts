import {
  insideAttributes,
  type CancelTaskStep,
  type CompleteTaskStep,
  type RefreshInsideStep,
  type RejectReservationStep,
  type StepResult,
} from '@conversation-transfer/transfer'
import type { Twilio } from 'twilio'
import type { GatewaySettings } from './settings.ts'
import { workspaceOf, writeAttributes } from './taskrouter.ts'
import { TwilioFailure } from './twilio-failure.ts'

/** 412: it is another version by now (TR-5). 404: it is gone. */
const OVERTAKEN: ReadonlySet<number | undefined> = new Set([404, 412])

/** A 400 that says that a task is not in a state from which it can get there (TR-4). */
const NOT_IN_THAT_STATE = /not (pending or reserved|currently assigned)/i

/** Cancels a task that nobody has accepted, or completes one; only if it is still the one that was observed. */
export async function endTask(
  client: Twilio,
  settings: GatewaySettings,
  step: CancelTaskStep | CompleteTaskStep,
): Promise<StepResult> {
  const assignmentStatus = step.kind === 'cancelTask' ? 'canceled' : 'completed'
  const { taskSid, reason, etag: ifMatch } = step
  return unlessOvertaken(step, async () => {
    try {
      await workspaceOf(client, settings).tasks(taskSid).update({ assignmentStatus, reason, ifMatch })
    } catch (error: unknown) {
      // TaskRouter deletes what has ended; so it has.
      if (!(error instanceof TwilioFailure) || error.status !== 404) throw error
    }
    return { kind: 'taskEnded', step }
  })
}

export async function refreshInside(
  client: Twilio,
  settings: GatewaySettings,
  step: RefreshInsideStep,
): Promise<StepResult> {
  return unlessOvertaken(step, async () => {
    const etag = await writeAttributes(client, settings, { ...step, attributes: insideAttributes(step) })
    return etag === undefined ? { kind: 'overtaken', step } : { kind: 'insideRefreshed', step, etag }
  })
}

export async function rejectReservation(
  client: Twilio,
  settings: GatewaySettings,
  step: RejectReservationStep,
): Promise<StepResult> {
  return unlessOvertaken(step, async () => {
    const { reservations } = workspaceOf(client, settings).tasks(step.taskSid)
    await reservations(step.reservationSid).update({ reservationStatus: 'rejected' })
    return { kind: 'reservationRejected', step }
  })
}

type OvertakenStep = Extract<StepResult, { kind: 'overtaken' }>['step']

async function unlessOvertaken(step: OvertakenStep, perform: () => Promise<StepResult>): Promise<StepResult> {
  try {
    return await perform()
  } catch (error: unknown) {
    if (!(error instanceof TwilioFailure) || !isOvertaken(error, step)) throw error
    return { kind: 'overtaken', step }
  }
}

/** How a reservation refuses is assumed, so there any 400 is taken for it (TR-4). */
function isOvertaken({ status, message }: TwilioFailure, { kind }: OvertakenStep): boolean {
  const isElsewhere = kind === 'rejectReservation' || NOT_IN_THAT_STATE.test(message)
  return OVERTAKEN.has(status) || (status === 400 && isElsewhere)
}
