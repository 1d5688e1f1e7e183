import { epochSeconds } from '../../transports/rest/render.ts'
import type { World } from '../../world/world.ts'
import type { Task } from '../taskrouter/state.ts'

/**
 * The `routing` of an interaction or invite: the task, in names of its own. Dates are whole seconds since 1970,
 * `attributes` is JSON text, and one name among all is camel case (IN-3).
 */
export function routingJson(world: World, task: Task): object {
  const { taskChannels, taskQueues, workflows } = world.taskrouter
  const nowMs = world.clock.now()
  const queue = task.taskQueueSid === undefined ? undefined : taskQueues.get(task.taskQueueSid)
  const workflow = task.workflowSid === undefined ? undefined : workflows.get(task.workflowSid)
  const enteredMs = task.queueEnteredAtMs
  return {
    reservation: null,
    properties: {
      account_sid: world.account.sid,
      workspace_sid: world.account.workspaceSid,
      sid: task.sid,
      date_created: epochSeconds(task.createdAtMs),
      date_updated: epochSeconds(task.updatedAtMs),
      attributes: task.attributes,
      assignment_status: task.status,
      workflow_sid: task.workflowSid ?? null,
      workflow_name: workflow?.friendlyName ?? null,
      queue_sid: task.taskQueueSid ?? null,
      queue_name: queue?.friendlyName ?? null,
      priority: task.priority,
      age: epochSeconds(nowMs - task.createdAtMs),
      reason: task.reason ?? null,
      timeout: task.timeoutSeconds,
      assignmentCounter: task.assignmentCount,
      task_channel_sid: task.taskChannelSid,
      task_channel_unique_name: taskChannels.get(task.taskChannelSid)?.uniqueName ?? null,
      routing_target: task.routingTarget ?? null,
      task_queue_entered_date: enteredMs === undefined ? null : epochSeconds(enteredMs),
      age_in_queue: enteredMs === undefined ? 0 : epochSeconds(nowMs - enteredMs),
      addons: '{}',
    },
  }
}
