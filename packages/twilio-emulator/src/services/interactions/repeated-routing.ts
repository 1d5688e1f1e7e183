import { jsonObject } from '../../transports/rest/parameters.ts'
import type { World } from '../../world/world.ts'
import { findTask } from '../taskrouter/tasks.ts'
import type { Routing } from './routing-request.ts'
import type { Invite } from './state.ts'

/** How the task of this invite was routed, and its attributes as they are by now: what a task after it begins with. */
export function repeatedRouting(world: World, invite: Invite): Routing | undefined {
  const { taskAsCreated } = invite
  const { workflowSid, taskChannelSid, priority } = taskAsCreated
  if (workflowSid === undefined) return undefined
  const { attributes } = findTask(world, invite.taskSid) ?? taskAsCreated
  return {
    workflowSid,
    taskChannelSid,
    taskQueueSid: undefined,
    workerSid: undefined,
    target: undefined,
    attributes: jsonObject(attributes, 'Attributes'),
    priority,
    timeoutSeconds: undefined,
  }
}
