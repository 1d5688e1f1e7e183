import { areCustomersGone } from '../customers.ts'
import { CUSTOMER_LEFT } from '../end-reason.ts'
import { agentsInside } from '../inside.ts'
import { liveInvites, type LiveInvite } from '../invites.ts'
import type { Observation } from '../observation.ts'
import type { Step } from '../step.ts'
import { waitingTasks } from '../waiting.ts'
import { isDue, WELL, type Rule } from './rule.ts'

/**
 * A customer was in the conversation and is in neither list any more (IN-37 says why it takes both): nobody is to be
 * called to an empty room.
 */
export const customerGone: Rule = {
  name: 'customer-gone',
  isSafe: false,
  examine: (look) => {
    if (!areCustomersGone(look.memory.customers, look.observation)) return WELL
    const gone = { condition: 'customer-gone', graceMs: look.policy.lagGraceMs }
    const mend = mendFor(look.observation)
    if (mend === undefined || !isDue(look, gone)) return { suspicions: [gone] }
    // Closing the channel is not the second try of canceling the invites: each has its own.
    const condition = `customer-gone ${mend.about}`
    const repair = { condition, reason: 'The customer has left the conversation.', steps: mend.steps }
    return { suspicions: [gone, { condition, graceMs: 0 }], repair }
  },
}

interface Mend {
  readonly about: string
  readonly steps: readonly [Step, ...Step[]]
}

/** Invites first; the channel when nothing and nobody is left in it. What others are waiting for is theirs. */
function mendFor(observation: Observation): Mend | undefined {
  const [first, ...others] = liveInvites(observation).filter(({ state }) => state !== 'joining')
  if (first !== undefined) return { about: 'invites', steps: [cancel(first), ...others.map(cancel)] }
  const isWrappingUp = observation.tasks.some(({ status }) => status === 'wrapping')
  const isEmpty = agentsInside(observation).length === 0 && waitingTasks(observation).length === 0
  if (!isEmpty || isWrappingUp) return undefined
  return { about: 'channel', steps: [{ kind: 'closeChannel', channel: observation.channel, status: 'closed' }] }
}

function cancel({ task: { sid, etag } }: LiveInvite): Step {
  return { kind: 'cancelTask', taskSid: sid, etag, reason: CUSTOMER_LEFT }
}
