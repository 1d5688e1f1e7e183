import {
  reservationSid,
  workerSid,
  type ObservedReservation,
  type ObservedTask,
  type PresentTask,
  type TaskSid,
} from '@conversation-transfer/transfer'
import type { Twilio } from 'twilio'
import { z } from 'zod'
import { decode, decodeAttributes } from './decode.ts'
import type { GatewaySettings } from './settings.ts'
import { unlessNotFound } from './twilio-failure.ts'

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
    createdAtMs: dateCreated.getTime(),
    attributes: decodeAttributes(attributes) ?? {},
    reason: reason ?? '',
    etag: decode(etag, answer.headers, 'headers of a task').etag,
    ...rest,
    reservations: decodeReservations(reservations ?? []),
  }
}

const task = z.object({
  assignmentStatus: z.enum(['pending', 'reserved', 'assigned', 'wrapping', 'completed', 'canceled']),
  dateCreated: z.date(),
  attributes: z.string(),
  reason: z.string().nullish(),
  priority: z.number(),
  taskChannelUniqueName: z.string(),
})

/** Answers about one task name its version here (TR-5). */
export const etag = z.object({ etag: z.string() })

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

const reservation = z.object({
  sid: reservationSid,
  workerSid,
  reservationStatus: z.string(),
  dateCreated: z.date(),
})

/** A task as it is when it has just been made: waiting, and rung at nobody. Its version is not known yet. */
export function presentTask(
  created: Pick<PresentTask, 'sid' | 'createdAtMs' | 'attributes' | 'priority' | 'taskChannelUniqueName'>,
): PresentTask {
  return { ...created, status: 'pending', reason: '', etag: '', reservations: [] }
}

export function workspaceOf(client: Twilio, { workspaceSid }: GatewaySettings) {
  return client.taskrouter.v1.workspaces(workspaceSid)
}
