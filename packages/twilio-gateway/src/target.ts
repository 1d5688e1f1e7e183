import {
  taskQueueSid,
  type ObservedTarget,
  type ObservedWorker,
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

async function fetchWorkerTarget(client: Twilio, settings: GatewaySettings, sid: WorkerSid): Promise<ObservedTarget> {
  const workspace = workspaceOf(client, settings)
  const [answer, freeCapacity, queues] = await Promise.all([
    unlessNotFound(workspace.workers(sid).fetch()),
    listFreeCapacity(client, settings, sid),
    unlessNotFound(workspace.taskQueues.list({ workerSid: sid })),
  ])
  if (answer === undefined) return { type: 'missing', sid }
  const { friendlyName, attributes, available, activityName } = decode(worker, answer, 'worker')
  return {
    type: 'worker',
    sid,
    name: nameOfWorker(attributes, friendlyName),
    available,
    activityName,
    freeCapacity,
    queueSids: decode(z.array(z.object({ sid: taskQueueSid })), queues ?? [], 'task queues').map((queue) => queue.sid),
  }
}

const worker = z.object({
  friendlyName: z.string(),
  attributes: z.string(),
  available: z.boolean(),
  activityName: z.string(),
})

/** Flex keeps people's names in this attribute; a worker's friendly name is a login. */
export function nameOfWorker(attributes: string, friendlyName: string): string {
  const { data } = z.object({ full_name: z.string().min(1) }).safeParse(decodeAttributes(attributes))
  return data?.full_name ?? friendlyName
}

/** A worker who may be asked back. One whom there is not any more is not available. */
export async function fetchWorker(client: Twilio, settings: GatewaySettings, sid: WorkerSid): Promise<ObservedWorker> {
  const answer = await unlessNotFound(workspaceOf(client, settings).workers(sid).fetch())
  if (answer === undefined) return { sid, name: '', available: false }
  const { friendlyName, attributes, available } = decode(worker, answer, 'worker')
  return { sid, name: nameOfWorker(attributes, friendlyName), available }
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

async function fetchQueueTarget(client: Twilio, settings: GatewaySettings, sid: TaskQueueSid): Promise<ObservedTarget> {
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
