import { isoSeconds } from '../../transports/rest/render.ts'
import type { World } from '../../world/world.ts'
import { activityOf } from './activity-row.ts'
import type { Activity, Reservation, Task, TaskChannel, TaskQueue, Worker, WorkerChannel, Workflow } from './state.ts'

/** Fields of an event, by Twilio's names; what is undefined is left out (TR-31). */
export type EventFields = Readonly<Record<string, string | number | boolean | undefined>>

export function taskFields(world: World, task: Task): EventFields {
  const { taskChannels, taskQueues, workflows } = world.taskrouter
  const queue = taskQueues.get(task.taskQueueSid ?? '')
  return {
    task_sid: task.sid,
    task_attributes: task.attributes,
    task_age: Math.floor((world.clock.now() - task.createdAtMs) / 1000),
    task_priority: task.priority,
    task_assignment_status: task.status,
    task_version: task.version,
    task_date_created: isoSeconds(task.createdAtMs),
    task_virtual_start_time: isoSeconds(task.virtualStartMs),
    task_canceled_reason: task.status === 'canceled' ? task.reason : undefined,
    task_completed_reason: task.status === 'completed' ? task.reason : undefined,
    task_routing_target: task.routingTarget,
    task_channel_sid: task.taskChannelSid,
    task_channel_unique_name: taskChannels.get(task.taskChannelSid)?.uniqueName,
    task_queue_sid: task.taskQueueSid,
    task_queue_name: queue?.friendlyName,
    task_queue_target_expression: queue?.targetWorkers,
    task_queue_entered_date: task.queueEnteredAtMs === undefined ? undefined : isoSeconds(task.queueEnteredAtMs),
    workflow_sid: task.workflowSid,
    workflow_name: workflows.get(task.workflowSid ?? '')?.friendlyName,
  }
}

export function reservationFields(world: World, reservation: Reservation): EventFields {
  const worker = world.taskrouter.workers.get(reservation.workerSid)
  return {
    reservation_sid: reservation.sid,
    reservation_version: reservation.version,
    ...(worker === undefined ? { worker_sid: reservation.workerSid } : workerFields(world, worker)),
  }
}

export function workerFields(world: World, worker: Worker): EventFields {
  const { previousActivity } = worker
  return {
    worker_sid: worker.sid,
    worker_name: worker.friendlyName,
    worker_attributes: worker.attributes,
    worker_activity_sid: worker.activitySid,
    worker_activity_name: activityOf(world, worker).friendlyName,
    worker_previous_activity_sid: previousActivity?.sid,
    worker_previous_activity_name: world.taskrouter.activities.get(previousActivity?.sid ?? '')?.friendlyName,
    worker_time_in_previous_activity: previousActivity && Math.floor(previousActivity.durationMs / 1000),
    worker_time_in_previous_activity_ms: previousActivity?.durationMs,
    worker_version: worker.version,
  }
}

export function workerChannelFields(world: World, channel: WorkerChannel): EventFields {
  return {
    worker_channel_available: channel.available,
    worker_channel_capacity: channel.configuredCapacity,
    task_channel_sid: channel.taskChannelSid,
    task_channel_unique_name: world.taskrouter.taskChannels.get(channel.taskChannelSid)?.uniqueName,
  }
}

export function taskQueueFields(queue: TaskQueue): EventFields {
  return {
    task_queue_sid: queue.sid,
    task_queue_name: queue.friendlyName,
    task_queue_target_expression: queue.targetWorkers,
  }
}

export function workflowFields(workflow: Workflow): EventFields {
  return { workflow_sid: workflow.sid, workflow_name: workflow.friendlyName }
}

export function activityFields({ sid, friendlyName, available }: Activity): EventFields {
  return { activity_sid: sid, activity_name: friendlyName, activity_available: available }
}

export function taskChannelFields(channel: TaskChannel): EventFields {
  return {
    task_channel_sid: channel.sid,
    task_channel_unique_name: channel.uniqueName,
    task_channel_name: channel.friendlyName,
    task_channel_optimized_routing: channel.channelOptimizedRouting,
  }
}
