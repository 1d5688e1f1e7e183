import { isoSeconds } from '../../transports/rest/render.ts'
import type { World } from '../../world/world.ts'
import { address } from './address.ts'
import type { Task } from './state.ts'

/** A task as Twilio answers it (TR-2). */
export function taskJson(world: World, task: Task): object {
  const { taskChannels, taskQueues, workflows } = world.taskrouter
  const { sid, taskQueueSid, workflowSid } = task
  return {
    sid,
    account_sid: world.account.sid,
    workspace_sid: world.account.workspaceSid,
    age: Math.floor((world.clock.now() - task.createdAtMs) / 1000),
    assignment_status: task.status,
    attributes: task.attributes,
    addons: '{}',
    date_created: isoSeconds(task.createdAtMs),
    date_updated: isoSeconds(task.updatedAtMs),
    task_queue_entered_date: task.queueEnteredAtMs === undefined ? null : isoSeconds(task.queueEnteredAtMs),
    virtual_start_time: isoSeconds(task.virtualStartMs),
    priority: task.priority,
    reason: task.reason ?? null,
    task_queue_sid: taskQueueSid ?? null,
    task_queue_friendly_name: nameOf(taskQueueSid, taskQueues),
    task_channel_sid: task.taskChannelSid,
    task_channel_unique_name: taskChannels.get(task.taskChannelSid)?.uniqueName ?? null,
    timeout: task.timeoutSeconds,
    workflow_sid: workflowSid ?? null,
    workflow_friendly_name: nameOf(workflowSid, workflows),
    ignore_capacity: task.ignoreCapacity,
    routing_target: task.routingTarget ?? null,
    url: address(world, `/Tasks/${sid}`),
    links: {
      workspace: address(world),
      reservations: address(world, `/Tasks/${sid}/Reservations`),
      task_queue: taskQueueSid === undefined ? null : address(world, `/TaskQueues/${taskQueueSid}`),
      workflow: workflowSid === undefined ? null : address(world, `/Workflows/${workflowSid}`),
    },
  }
}

function nameOf(
  sid: string | undefined,
  rows: { get(sid: string): { readonly friendlyName: string } | undefined },
): string | null {
  return sid === undefined ? null : (rows.get(sid)?.friendlyName ?? null)
}
