import type { Observation } from './observation.ts'
import type { Policy } from './policy.ts'
import type { TaskQueueSid } from './sid.ts'

/**
 * Where a customer goes whom nobody else can take: the configured queue, else the one in which the workflow catches the
 * rest. `unread` where that depends on a workflow that has not been read; undefined where there is none.
 */
export function fallbackQueue({ workflow }: Observation, policy: Policy): TaskQueueSid | 'unread' | undefined {
  if (policy.fallbackQueueSid !== undefined) return policy.fallbackQueueSid
  return workflow === undefined ? 'unread' : workflow.catchAllQueueSid
}
