import {
  printJson,
  sameJson,
  withClaim,
  withInside,
  type CancelTaskStep,
  type ClaimStep,
  type CompleteTaskStep,
  type JsonObject,
  type ObservedTask,
  type RefreshInsideStep,
  type RejectReservationStep,
  type RemoveClaimStep,
  type StepResult,
  type TaskSid,
} from '@conversation-transfer/transfer'
import { decode } from './decode.ts'
import type { Performer } from './performer.ts'
import { etag, fetchTask, workspaceOf } from './taskrouter.ts'
import { isAnswered } from './twilio-failure.ts'
import { resolved } from './unknown-outcome.ts'

/** Writes the claim if the task has not changed since it was observed. */
export async function claim(performer: Performer, step: ClaimStep): Promise<StepResult> {
  const write = { ...step, attributes: withClaim(step.taskAttributes, step.claim) }
  const written = await writeSurely(performer, write, (task) => sameJson(withClaim(task, step.claim), task))
  return written === 'changed' ? { kind: 'claimLost' } : { kind: 'claimed', step, etag: written.etag }
}

/** Takes a claim back. Where the task has changed in between, the claim is left to run out. */
export async function removeClaim(performer: Performer, step: RemoveClaimStep): Promise<StepResult> {
  await writeAttributes(performer, { ...step, attributes: step.taskAttributes })
  return { kind: 'claimRemoved' }
}

/** Writes who is inside into the invite's task, if the task has not changed since it was observed. */
export async function refreshInside(performer: Performer, step: RefreshInsideStep): Promise<StepResult> {
  const merge = (attributes: JsonObject): JsonObject => withInside(attributes, step.workerSids)
  const write = { ...step, attributes: merge(step.taskAttributes) }
  const written = await writeSurely(performer, write, (task) => sameJson(merge(task), task))
  return written === 'changed' ? { kind: 'overtaken', step } : { kind: 'insideRefreshed', step, etag: written.etag }
}

interface AttributeWrite {
  readonly taskSid: TaskSid
  readonly etag: string
  readonly attributes: JsonObject
}

/** The task's new version; or it is no longer the one that was observed, and nothing was written. */
type Written = { readonly etag: string } | 'changed'

/** `isWritten` recognizes what was written in a task's attributes. */
function writeSurely(
  performer: Performer,
  write: AttributeWrite,
  isWritten: (attributes: JsonObject) => boolean,
): Promise<Written> {
  const change = (): Promise<Written> => writeAttributes(performer, write)
  const look = async (): Promise<Written | 'repeat'> => {
    const task = await fetchTask(performer.client, performer.settings, write.taskSid)
    if (task.status === 'gone') return 'changed'
    if (isWritten(task.attributes)) return { etag: task.etag }
    return task.etag === write.etag ? 'repeat' : 'changed'
  }
  return resolved({ change, cause: 'unknownConditional', look }, performer)
}

async function writeAttributes(
  { client, settings }: Performer,
  { taskSid, etag: ifMatch, attributes }: AttributeWrite,
): Promise<Written> {
  try {
    const context = workspaceOf(client, settings).tasks(taskSid)
    const { headers } = await context.updateWithHttpInfo({ attributes: printJson(attributes), ifMatch })
    return decode(etag, headers, 'headers of a task')
  } catch (error: unknown) {
    if (isAnswered(error, NOT_FOUND, PRECONDITION_FAILED)) return 'changed'
    throw error
  }
}

const BAD_REQUEST = 400
const NOT_FOUND = 404
const CONFLICT = 409
const PRECONDITION_FAILED = 412

/** Ends an invite's task, or that of somebody who never came, if it is still as it was observed. One that is gone has ended. */
export function endTask(performer: Performer, step: CancelTaskStep | CompleteTaskStep): Promise<StepResult> {
  const { client, settings } = performer
  const ended: StepResult = { kind: 'taskEnded', step }
  const change = async (): Promise<StepResult> => {
    try {
      const { taskSid, reason, etag: ifMatch } = step
      const assignmentStatus = endOf(step)
      await workspaceOf(client, settings).tasks(taskSid).update({ assignmentStatus, reason, ifMatch })
    } catch (error: unknown) {
      if (isAnswered(error, NOT_FOUND)) return ended
      if (isOvertaken(error)) return { kind: 'overtaken', step }
      throw error
    }
    return ended
  }
  const look = async (): Promise<StepResult | 'repeat'> => {
    const task = await fetchTask(client, settings, step.taskSid)
    if (hasEnded(task, step)) return ended
    return isAsObserved(task, step) ? 'repeat' : { kind: 'overtaken', step }
  }
  return resolved({ change, cause: 'unknownConditional', look }, performer)
}

function endOf({ kind }: CancelTaskStep | CompleteTaskStep): 'canceled' | 'completed' {
  return kind === 'cancelTask' ? 'canceled' : 'completed'
}

function hasEnded(task: ObservedTask, step: CancelTaskStep | CompleteTaskStep): boolean {
  return task.status === 'gone' || task.status === endOf(step)
}

function isAsObserved(task: ObservedTask, step: { readonly etag: string }): boolean {
  return task.status !== 'gone' && task.etag === step.etag
}

/** The texts of TR-4: the task is in a state in which it cannot be ended like this. */
const NOT_IN_THAT_STATE = /not (pending or reserved|currently assigned)/i

function isOvertaken(error: unknown): boolean {
  if (isAnswered(error, PRECONDITION_FAILED)) return true
  return isAnswered(error, BAD_REQUEST) && NOT_IN_THAT_STATE.test(error.message)
}

/** Ends the ringing at one worker, if it still rings there. */
export function rejectReservation(performer: Performer, step: RejectReservationStep): Promise<StepResult> {
  const { client, settings } = performer
  const rejected: StepResult = { kind: 'reservationRejected', step }
  const statusNow = async (): Promise<string | undefined> => {
    const task = await fetchTask(client, settings, step.taskSid)
    return task.status === 'gone' ? undefined : task.reservations.find(({ sid }) => sid === step.reservationSid)?.status
  }
  const change = async (): Promise<StepResult> => {
    try {
      const reservation = workspaceOf(client, settings).tasks(step.taskSid).reservations(step.reservationSid)
      await reservation.update({ reservationStatus: 'rejected' })
    } catch (error: unknown) {
      // How a reservation that no longer rings refuses to be rejected is assumed (TR-4): what it is now decides.
      const isRefused = isAnswered(error, BAD_REQUEST, NOT_FOUND, CONFLICT, PRECONDITION_FAILED)
      if (isRefused && (await statusNow()) !== 'pending') return { kind: 'overtaken', step }
      throw error
    }
    return rejected
  }
  const look = async (): Promise<StepResult | 'repeat'> => {
    const status = await statusNow()
    if (status === 'rejected') return rejected
    return status === 'pending' ? 'repeat' : { kind: 'overtaken', step }
  }
  return resolved({ change, cause: 'unknownConditional', look }, performer)
}
