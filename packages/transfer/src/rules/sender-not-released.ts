import { agentsInside, type AgentInside } from '../inside.ts'
import type { InviteMark } from '../invite-mark.ts'
import { taskOfInvite } from '../invites.ts'
import type { Observation, ObservedInvite } from '../observation.ts'
import type { Policy } from '../policy.ts'
import { howItEnded } from '../transfer-history.ts'
import { WELL, type Rule } from './rule.ts'

/**
 * A cold transfer's invite is out, or has been followed, and its sender is still inside: the request that was to release
 * them failed or got lost between the two calls, which no transaction holds together (IN-8, IN-14). It is the participant
 * whom the transfer names, never the worker: somebody who has been invited back stays.
 */
export const senderNotReleased: Rule = {
  name: 'sender-not-released',
  isSafe: true,
  examine: ({ observation, policy }) => {
    const sender = agentsInside(observation).find((agent) => isToLeave(agent, observation, policy))
    if (sender === undefined) return WELL
    const { participantSid } = sender.participant
    const condition = `sender-not-released ${participantSid}`
    const status = policy.wrapup
    const step = { kind: 'closeParticipant', channel: observation.channel, participantSid, status } as const
    const reason = 'The conversation was handed over, and its sender was still inside.'
    return { suspicions: [{ condition, graceMs: 0 }], repair: { condition, reason, steps: [step] } }
  },
}

function isToLeave({ participant }: AgentInside, observation: Observation, policy: Policy): boolean {
  return observation.invites.some((invite) => {
    const { mark } = invite
    if (mark?.mode !== 'cold' || mark.fromParticipantSid !== participant.participantSid) return false
    return isHandedOver(observation, { ...invite, mark }, policy)
  })
}

function isHandedOver(
  observation: Observation,
  invite: ObservedInvite & { readonly mark: InviteMark },
  policy: Policy,
): boolean {
  const task = taskOfInvite(observation, invite)
  if (agentsInside(observation).some((agent) => agent.task.sid === task.sid)) return true
  const release = invite.mark.release ?? policy.release
  return release === 'immediate' && howItEnded(observation, invite) === 'no'
}
