import { CLAIM_KEY } from '../claim.ts'
import { INVITE_MARK_KEY } from '../invite-mark.ts'
import { ROUTED_BY } from '../invite-step.ts'
import { sameJson } from '../json.ts'
import type { Observation, PresentTask } from '../observation.ts'
import type { StateInvariant } from './invariant.ts'

/** What an invite's task has of its own: ours, and what the platform writes anew into each task (IN-7). */
const OWN_KEYS: ReadonlySet<string> = new Set([
  ...ROUTED_BY,
  CLAIM_KEY,
  INVITE_MARK_KEY,
  'conversations',
  'flexInteractionSid',
  'flexInteractionChannelSid',
  'flexChannelInviteSid',
  'initiatedBy',
  'direction',
])

/** Every invite of ours carries everything that the conversation's first task knew of the customer. */
export const attributesAreKept: StateInvariant = {
  name: 'attributes-are-kept',
  holds: 'always',
  violations: (observation) => {
    const first = oldestTask(observation)
    if (first === undefined) return []
    const known = Object.entries(first.attributes).filter(([key]) => !OWN_KEYS.has(key))
    return ourTasks(observation).flatMap(({ sid, attributes }) =>
      known
        .filter(([key, value]) => !sameJson(attributes[key], value))
        .map(([key]) => `${sid} has lost the attribute ${key}.`),
    )
  },
}

function present({ tasks }: Observation): PresentTask[] {
  return tasks.filter((task): task is PresentTask => task.status !== 'gone')
}

function oldestTask(observation: Observation): PresentTask | undefined {
  return present(observation).toSorted((left, right) => left.createdAtMs - right.createdAtMs)[0]
}

function ourTasks(observation: Observation): PresentTask[] {
  const ours = new Set(observation.invites.flatMap(({ mark, taskSid }) => (mark === undefined ? [] : [taskSid])))
  return present(observation).filter(({ sid }) => ours.has(sid))
}
