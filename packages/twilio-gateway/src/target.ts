import {
  taskQueueSid,
  type ObservedTarget,
  type TaskQueueSid,
  type TransferTarget,
  type WorkerSid,
} from '@conversation-transfer/transfer'
import type { Twilio } from 'twilio'
import { z } from 'zod'
import { decode, decodeAttributes } from './decode.ts'
import type { GatewaySettings } from './settings.ts'
import { workspaceOf } from './taskrouter.ts'
import { unlessNotFound } from './twilio-failure.ts'

/** What is to be known of a worker or a queue before a conversation goes there. */
export function fetchTarget(
  client: Twilio,
  settings: GatewaySettings,
  target: TransferTarget,
): Promise<ObservedTarget> {
  return target.type === 'worker'
    ? fetchWorkerTarget(client, settings, target.sid)
    : fetchQueueTarget(client, settings, target.sid)
}

export async function fetchWorkerTarget(
  client: Twilio,
  settings: GatewaySettings,
  sid: WorkerSid,
): Promise<ObservedTarget> {
  const workspace = workspaceOf(client, settings)
  const [answer, freeCapacity, queues] = await Promise.all([
    unlessNotFound(workspace.workers(sid).fetch()),
    listFreeCapacity(client, settings, sid),
    unlessNotFound(workspace.taskQueues.list({ workerSid: sid })),
  ])
  if (answer === undefined) return { type: 'missing', sid }
  const worker = decode(workerFields, answer, 'worker')
  return {
    type: 'worker',
    sid,
    name: workerName(worker),
    available: worker.available,
    activityName: worker.activityName,
    freeCapacity,
    queueSids: decode(z.array(z.object({ sid: taskQueueSid })), queues ?? [], 'task queues').map((queue) => queue.sid),
  }
}

export const workerFields = z.object({
  friendlyName: z.string(),
  attributes: z.string(),
  available: z.boolean(),
  activityName: z.string(),
})

/** Flex keeps people's names in an attribute; a worker's friendly name is a login. */
export function workerName({ attributes, friendlyName }: z.infer<typeof workerFields>): string {
  const named = z.object({ full_name: z.string().min(1) }).safeParse(decodeAttributes(attributes)).data
  return named?.full_name ?? friendlyName
}

/** How many more tasks the worker can take, by the unique name of the task channel. */
export async function listFreeCapacity(
  client: Twilio,
  settings: GatewaySettings,
  sid: WorkerSid,
): Promise<Record<string, number>> {
  const answer = await unlessNotFound(workspaceOf(client, settings).workers(sid).workerChannels.list())
  const channels = decode(z.array(workerChannel), answer ?? [], 'worker channels')
  return Object.fromEntries(
    channels.map((channel) => [
      channel.taskChannelUniqueName,
      channel.available ? Math.max(0, channel.configuredCapacity - channel.assignedTasks) : 0,
    ]),
  )
}

const workerChannel = z.object({
  taskChannelUniqueName: z.string(),
  available: z.boolean(),
  assignedTasks: z.number(),
  configuredCapacity: z.number(),
})

export async function fetchQueueTarget(
  client: Twilio,
  settings: GatewaySettings,
  sid: TaskQueueSid,
): Promise<ObservedTarget> {
  const workspace = workspaceOf(client, settings)
  // One worker of each kind is enough to know: a queue may have thousands.
  const [answer, workers, availableWorkers] = await Promise.all([
    unlessNotFound(workspace.taskQueues(sid).fetch()),
    workspace.workers.list({ taskQueueSid: sid, limit: 1 }),
    workspace.workers.list({ taskQueueSid: sid, available: 'true', limit: 1 }),
  ])
  if (answer === undefined) return { type: 'missing', sid }
  return {
    type: 'queue',
    sid,
    name: decode(z.object({ friendlyName: z.string() }), answer, 'task queue').friendlyName,
    hasWorkers: workers.length > 0,
    hasAvailableWorkers: availableWorkers.length > 0,
  }
}
