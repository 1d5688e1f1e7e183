import { activityJson, taskQueueJson } from '../../services/taskrouter/catalog-json.ts'
import { reservationTimeoutSeconds } from '../../services/taskrouter/route-task.ts'
import type { Activity, Reservation, Task, TaskQueue, Worker, WorkerChannel } from '../../services/taskrouter/state.ts'
import { taskJson } from '../../services/taskrouter/task-json.ts'
import { workerChannelJson, workerJson } from '../../services/taskrouter/worker-json.ts'
import type { World } from '../../world/world.ts'
import { epochSeconds } from '../rest/render.ts'

/**
 * TaskRouter's rows as the event bridge sends them: as REST does, but with dates in seconds since 1970 and a few names of
 * its own. The Flex UI fails on a row of which any field is missing (EB-5).
 */
export function workerPayload(world: World, worker: Worker): object {
  const { version, statusChangedAtMs } = worker
  return {
    ...bridged(workerJson(world, worker), worker),
    date_status_changed: epochSeconds(statusChangedAtMs),
    version,
  }
}

export function activityPayload(world: World, activity: Activity): object {
  return bridged(activityJson(world, activity), activity)
}

/** When the channel was last reserved is not kept. */
export function workerChannelPayload(world: World, channel: WorkerChannel): object {
  return { ...bridged(workerChannelJson(world, channel), channel), last_reserved_time: null }
}

export function taskQueuePayload(world: World, queue: TaskQueue): object {
  return { ...bridged(taskQueueJson(world, queue), queue), lifo_queue: queue.taskOrder === 'LIFO' }
}

export function taskPayload(world: World, task: Task): object {
  const { taskQueues, workflows } = world.taskrouter
  const { taskQueueSid = '', workflowSid = '', queueEnteredAtMs } = task
  return {
    ...bridged(taskJson(world, task), task),
    queue_sid: task.taskQueueSid ?? null,
    queue_name: taskQueues.get(taskQueueSid)?.friendlyName ?? null,
    workflow_name: workflows.get(workflowSid)?.friendlyName ?? null,
    task_queue_entered_date: queueEnteredAtMs === undefined ? null : epochSeconds(queueEnteredAtMs),
    virtual_start_time: epochSeconds(task.virtualStartMs),
    version: task.version,
  }
}

/** `task_transfer` must be missing where there is none, and the emulator has no such transfers (EB-5). */
export function reservationPayload(world: World, reservation: Reservation, task: Task): object {
  const { sid, workerSid, status, version, createdAtMs, updatedAtMs } = reservation
  return {
    account_sid: world.account.sid,
    workspace_sid: world.account.workspaceSid,
    sid,
    worker_sid: workerSid,
    reservation_status: status,
    reservation_timeout: reservationTimeoutSeconds(world, task),
    date_created: epochSeconds(createdAtMs),
    date_updated: epochSeconds(updatedAtMs),
    version,
    task: taskPayload(world, task),
  }
}

function bridged(json: object, row: { readonly createdAtMs: number; readonly updatedAtMs: number }): object {
  const fields = Object.entries(json).filter(([name]) => name !== 'url' && name !== 'links')
  return {
    ...Object.fromEntries(fields),
    date_created: epochSeconds(row.createdAtMs),
    date_updated: epochSeconds(row.updatedAtMs),
  }
}
