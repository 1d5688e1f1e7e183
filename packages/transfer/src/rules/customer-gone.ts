import { agentsInside } from '../inside.ts'
import { liveInvites } from '../invites.ts'
import { isCustomerHere } from '../nobody-there.ts'
import type { Observation } from '../observation.ts'
import type { Step } from '../step.ts'
import { waitingTasks } from '../waiting.ts'
import { isDue, WELL, type Look, type Rule } from './rule.ts'

/**
 * A customer was in the conversation and is in neither list any more (IN-37 says why it takes both): nobody is to be
 * called to an empty room.
 */
export const customerGone: Rule = {
  name: 'customer-gone',
  isSafe: false,
  examine: (look) => {
    if (!isGone(look)) return WELL
    const suspicion = { condition: 'customer-gone', graceMs: look.policy.lagGraceMs }
    const [first, ...others] = stepsFor(look.observation)
    if (first === undefined || !isDue(look, suspicion)) return { suspicions: [suspicion] }
    const reason = 'The customer has left the conversation.'
    return { suspicions: [suspicion], repair: { ...suspicion, reason, steps: [first, ...others] } }
  },
}

function isGone({ observation, memory }: Look): boolean {
  const members = new Set(observation.conversation.memberSids)
  const isMember = memory.customers.some(({ memberSid }) => memberSid !== undefined && members.has(memberSid))
  return memory.customers.length > 0 && !isMember && !observation.participants.some(isCustomerHere)
}

/** Invites first; the channel when nothing and nobody is left in it. What others are waiting for is theirs. */
function stepsFor(observation: Observation): Step[] {
  const reason = 'The customer has left.'
  const cancelable = liveInvites(observation).filter(({ state }) => state !== 'joining')
  if (cancelable.length > 0) {
    return cancelable.map(({ task: { sid, etag } }) => ({ kind: 'cancelTask', taskSid: sid, etag, reason }))
  }
  const isWrappedUp = !observation.tasks.some(({ status }) => status === 'wrapping')
  const isEmpty = agentsInside(observation).length === 0 && waitingTasks(observation).length === 0
  return isEmpty && isWrappedUp ? [{ kind: 'closeChannel', channel: observation.channel, status: 'closed' }] : []
}
