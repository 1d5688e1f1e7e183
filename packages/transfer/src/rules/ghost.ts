import { fateOf, type Fate } from '../abandoned.ts'
import { hasNoPlace } from '../no-place.ts'
import type { Observation, ObservedParticipant } from '../observation.ts'
import { firstDue, type Examination, type Look, type Repair, type Rule, type Suspicion } from './rule.ts'

/**
 * An agent is in the channel's list and serves nobody: the task is completed, canceled or gone (TR-7, TR-8, IN-26), or
 * assigned while the agent is not in the conversation. A task in wrap-up never makes a ghost. Where the customer would be
 * left with nobody, somebody is asked for before the ghost is closed.
 */
export const ghost: Rule = {
  name: 'ghost',
  isSafe: false,
  examine: (look) => {
    const ghosts = look.observation.participants.filter((participant) => isGhost(look.observation, participant))
    const { suspicions, due } = firstDue(look, ghosts, (participant) => suspicionOf(look, participant))
    return due === undefined ? { suspicions } : examineGhost(look, suspicions, due)
  },
}

function suspicionOf({ policy }: Look, { participantSid }: ObservedParticipant): Suspicion {
  return { condition: `ghost ${participantSid}`, graceMs: policy.lagGraceMs }
}

function isGhost(observation: Observation, participant: ObservedParticipant): boolean {
  if (participant.type !== 'agent') return false
  switch (observation.tasks.find(({ sid }) => sid === participant.taskSid)?.status) {
    case 'completed':
    case 'canceled':
    case 'gone':
      return true
    case 'assigned':
      return hasNoPlace(observation, participant)
    case 'pending':
    case 'reserved':
    case 'wrapping':
    case undefined:
      return false
  }
}

function examineGhost(look: Look, suspicions: readonly Suspicion[], participant: ObservedParticipant): Examination {
  const fate = fateWithout(look, participant)
  switch (fate.kind) {
    case 'unread':
      return { suspicions, reads: fate.reads }
    case 'requeued':
      return { suspicions: [...suspicions, requeueSuspicion(participant)], repair: requeue(participant, fate) }
    case 'helpless':
      return { suspicions, repair: { ...closing(look, participant), alarm: fate.because } }
    case 'goesOn':
    case 'closed':
    case 'inactive':
      return { suspicions, repair: closing(look, participant) }
  }
}

/** The conversation goes on by itself while anybody else is there or on the way. */
function fateWithout({ observation, memory, policy }: Look, { taskSid }: ObservedParticipant): Fate {
  const { lastTask: rememberedTask, agentInsideAtMs } = memory
  return fateOf({ observation, policy, releasedTask: taskSid, rememberedTask, agentInsideAtMs })
}

function requeueSuspicion({ participantSid }: ObservedParticipant): Suspicion {
  return { condition: `ghost ${participantSid} replaced`, graceMs: 0 }
}

function requeue(participant: ObservedParticipant, { steps }: Extract<Fate, { kind: 'requeued' }>): Repair {
  const reason = 'The only agent in the list serves nobody: somebody else is asked for.'
  return { condition: requeueSuspicion(participant).condition, reason, steps }
}

function closing({ observation, policy }: Look, participant: ObservedParticipant): Repair {
  const { participantSid } = participant
  return {
    condition: `ghost ${participantSid}`,
    reason: `An agent has been in the list for ${policy.lagGraceMs / 1000} s without serving the customer.`,
    steps: [{ kind: 'closeParticipant', channel: observation.channel, participantSid, status: 'closed' }],
  }
}
