import {
  printJson,
  reservationSid,
  workerSid,
  type ClaimStep,
  type JsonObject,
  type ObservedReservation,
  type ObservedTask,
  type PresentTask,
  type RemoveClaimStep,
  type StepResult,
  type TaskSid,
  withClaim,
} from '@conversation-transfer/transfer'
import type { Twilio } from 'twilio'
import { z } from 'zod'
import { decode, decodeAttributes } from './decode.ts'
import type { GatewaySettings } from './settings.ts'
import { TwilioFailure, unlessNotFound } from './twilio-failure.ts'

/** A task with its reservations; `gone` when TaskRouter has deleted it. */
export async function fetchTask(client: Twilio, settings: GatewaySettings, sid: TaskSid): Promise<ObservedTask> {
  const context = workspaceOf(client, settings).tasks(sid)
  const [answer, reservations] = await Promise.all([
    unlessNotFound(context.fetchWithHttpInfo()),
    unlessNotFound(context.reservations.list()),
  ])
  if (answer === undefined) return { sid, status: 'gone' }
  const { assignmentStatus, dateCreated, attributes, reason, ...rest } = decode(task, answer.body, 'task')
  return {
    sid,
    status: assignmentStatus,
    reason: reason ?? '',
    createdAtMs: dateCreated.getTime(),
    attributes: decodeAttributes(attributes) ?? {},
    etag: decode(etag, answer.headers, 'headers of a task').etag,
    ...rest,
    reservations: decodeReservations(reservations ?? []),
  }
}

const task = z.object({
  assignmentStatus: z.enum(['pending', 'reserved', 'assigned', 'wrapping', 'completed', 'canceled']),
  dateCreated: z.date(),
  attributes: z.string(),
  priority: z.number(),
  taskChannelUniqueName: z.string(),
  reason: z.string().nullable(),
})

const etag = z.object({ etag: z.string() })

function decodeReservations(answer: unknown): ObservedReservation[] {
  return decode(z.array(reservation), answer, 'reservations')
    .map((item) => ({
      sid: item.sid,
      workerSid: item.workerSid,
      status: item.reservationStatus,
      createdAtMs: item.dateCreated.getTime(),
    }))
    .toSorted((left, right) => left.createdAtMs - right.createdAtMs)
}

const reservation = z.object({ sid: reservationSid, workerSid, reservationStatus: z.string(), dateCreated: z.date() })

/** A task as it is when it has just been made: waiting, and rung at nobody. Its version is not known yet. */
export function presentTask(
  created: Pick<PresentTask, 'sid' | 'createdAtMs' | 'attributes' | 'priority' | 'taskChannelUniqueName'>,
): PresentTask {
  return { ...created, status: 'pending', reason: '', etag: '', reservations: [] }
}

/** Writes the claim if the task has not changed since it was observed. */
export async function claim(client: Twilio, settings: GatewaySettings, step: ClaimStep): Promise<StepResult> {
  const attributes = withClaim(step.taskAttributes, step.claim)
  const version = await writeAttributes(client, settings, { ...step, attributes })
  return version === undefined ? { kind: 'claimLost' } : { kind: 'claimed', step, etag: version }
}

/** Takes a claim back. Where the task has changed in between, the claim is left to run out. */
export async function removeClaim(
  client: Twilio,
  settings: GatewaySettings,
  step: RemoveClaimStep,
): Promise<StepResult> {
  await writeAttributes(client, settings, { ...step, attributes: step.taskAttributes })
  return { kind: 'claimRemoved' }
}

export interface AttributeWrite {
  readonly taskSid: TaskSid
  readonly etag: string
  readonly attributes: JsonObject
}

/** 412: it is another version by now. 404: it has ended and been deleted. */
const CHANGED: ReadonlySet<number | undefined> = new Set([404, 412])

/** The task's new version; undefined if it was no longer the version that `etag` names, and nothing was written. */
export async function writeAttributes(
  client: Twilio,
  settings: GatewaySettings,
  { taskSid, etag: ifMatch, attributes }: AttributeWrite,
): Promise<string | undefined> {
  try {
    const context = workspaceOf(client, settings).tasks(taskSid)
    const { headers } = await context.updateWithHttpInfo({ attributes: printJson(attributes), ifMatch })
    return decode(etag, headers, 'headers of a task').etag
  } catch (error: unknown) {
    if (error instanceof TwilioFailure && CHANGED.has(error.status)) return undefined
    throw error
  }
}

export function workspaceOf(client: Twilio, { workspaceSid }: GatewaySettings) {
  return client.taskrouter.v1.workspaces(workspaceSid)
}
