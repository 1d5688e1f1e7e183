import { isCustomerHere } from './customers.ts'
import { agentsInside } from './inside.ts'
import type { Observation } from './observation.ts'
import type { TaskSid } from './sid.ts'
import { waitingTasks } from './waiting.ts'

/** Types of participants who may be looking after the customer without a task of TaskRouter's. */
const MAY_SERVE: ReadonlySet<string> = new Set(['supervisor', 'unknown'])

/**
 * Whether a customer is in an active conversation in which nobody is and to which nobody is on the way. Whether somebody
 * else owns it (a bot, a park feature) is a question of its own. `releasedTask` is the task of somebody who has just been
 * taken out: lists that lag behind may still show it as one that waits.
 */
export function isNobodyThere(observation: Observation, releasedTask?: TaskSid): boolean {
  const { channel, conversation, participants } = observation
  if (channel.status !== 'active' || conversation.state === 'closed' || conversation.state === 'gone') return false
  if (participants.some(({ type }) => MAY_SERVE.has(type))) return false
  return (
    participants.some(isCustomerHere) &&
    agentsInside(observation).every(({ task }) => task.sid === releasedTask) &&
    waitingTasks(observation, releasedTask).length === 0
  )
}
