import { activityOf } from '../../../services/taskrouter/activity-row.ts'
import { queuesOf } from '../../../services/taskrouter/queue-members.ts'
import { OPEN_RESERVATIONS } from '../../../services/taskrouter/reservation-row.ts'
import type { Reservation, Task, TaskQueue, Worker } from '../../../services/taskrouter/state.ts'
import type { World } from '../../../world/world.ts'
import { isoDate } from '../sync/entity-json.ts'

/** What may be asked by live and instant queries (TS-8). */
export type IndexName = 'tr-task' | 'tr-worker' | 'tr-reservation' | 'tr-queue'

/** The data of an item, by Twilio's names. */
export type IndexData = Readonly<Record<string, unknown>>

interface Index {
  /** The sids of everything in it. */
  readonly keys: (world: World) => readonly string[]
  /** Undefined for what is not in it (any more). */
  readonly read: (world: World, sid: string) => IndexData | undefined
}

/** The indexes that TaskRouter feeds; they are read off its rows (TS-9). */
export const INDEXES: Readonly<Record<IndexName, Index>> = {
  'tr-task': {
    keys: ({ taskrouter }) => sidsOf(taskrouter.tasks.all()),
    read: (world, sid) => read(world, world.taskrouter.tasks.get(sid), taskData),
  },
  'tr-worker': {
    keys: ({ taskrouter }) => sidsOf(taskrouter.workers.all()),
    read: (world, sid) => read(world, world.taskrouter.workers.get(sid), workerData),
  },
  'tr-reservation': {
    keys: ({ taskrouter }) => sidsOf(taskrouter.reservations.all()),
    read: (world, sid) => read(world, world.taskrouter.reservations.get(sid), reservationData),
  },
  'tr-queue': {
    keys: ({ taskrouter }) => sidsOf(taskrouter.taskQueues.all()),
    read: (world, sid) => read(world, world.taskrouter.taskQueues.get(sid), queueData),
  },
}

export function isIndexName(name: string): name is IndexName {
  return Object.hasOwn(INDEXES, name)
}

function sidsOf(rows: readonly { readonly sid: string }[]): string[] {
  return rows.map(({ sid }) => sid)
}

function read<Row>(
  world: World,
  row: Row | undefined,
  data: (world: World, row: Row) => IndexData | undefined,
): IndexData | undefined {
  return row === undefined ? undefined : data(world, row)
}

function workerData(world: World, worker: Worker): IndexData {
  return {
    worker_sid: worker.sid,
    workspace_sid: world.account.workspaceSid,
    friendly_name: worker.friendlyName,
    activity_sid: worker.activitySid,
    activity_name: activityOf(world, worker).friendlyName,
    attributes: JSON.parse(worker.attributes),
    date_updated: isoDate(worker.updatedAtMs),
    date_activity_changed: isoDate(worker.statusChangedAtMs),
    queue_sids: queuesOf(world, worker.sid).map(({ sid }) => sid),
  }
}

function reservationData(world: World, reservation: Reservation): IndexData | undefined {
  const task = world.taskrouter.tasks.get(reservation.taskSid)
  if (task === undefined) return undefined
  if (world.assumptions.indexedReservations === 'open' && !OPEN_RESERVATIONS.has(reservation.status)) return undefined
  return {
    reservation_sid: reservation.sid,
    worker_sid: reservation.workerSid,
    status: reservation.status,
    task_sid: task.sid,
    task_status: task.status,
    task_age: ageSeconds(world, task),
    task_priority: task.priority,
    task_channel_unique_name: channelName(world, task),
    task_routing_target: task.routingTarget ?? null,
    queue_name: queueName(world, task),
    attributes: JSON.parse(task.attributes),
    date_created: isoDate(reservation.createdAtMs),
    date_updated: isoDate(reservation.updatedAtMs),
  }
}

function taskData(world: World, task: Task): IndexData {
  return {
    task_sid: task.sid,
    workspace_sid: world.account.workspaceSid,
    workflow_sid: task.workflowSid ?? null,
    queue_sid: task.taskQueueSid ?? null,
    queue_name: queueName(world, task),
    status: task.status,
    priority: task.priority,
    age: ageSeconds(world, task),
    channel_unique_name: channelName(world, task),
    attributes: JSON.parse(task.attributes),
    date_created: isoDate(task.createdAtMs),
    date_updated: isoDate(task.updatedAtMs),
  }
}

function queueData(world: World, queue: TaskQueue): IndexData {
  return {
    queue_sid: queue.sid,
    queue_name: queue.friendlyName,
    workspace_sid: world.account.workspaceSid,
    date_updated: isoDate(queue.updatedAtMs),
  }
}

function ageSeconds({ clock }: World, task: Task): number {
  return Math.floor((clock.now() - task.createdAtMs) / 1000)
}

function channelName({ taskrouter }: World, task: Task): string | null {
  return taskrouter.taskChannels.get(task.taskChannelSid)?.uniqueName ?? null
}

function queueName({ taskrouter }: World, task: Task): string | null {
  return taskrouter.taskQueues.get(task.taskQueueSid ?? '')?.friendlyName ?? null
}
