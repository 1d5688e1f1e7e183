import type { Caller, Command, InvitingCommand } from './command.ts'
import { whyNotAtAll } from './commands/inviting-refusals.ts'
import type { SeenRefusal, SeenRefusals } from './contract/look-answer.ts'
import { decide } from './decide.ts'
import { agentsInside } from './inside.ts'
import { liveInvites } from './invites.ts'
import type { Observation } from './observation.ts'
import type { Policy } from './policy.ts'
import { refusal } from './refusal.ts'

/**
 * What each command of the caller would be refused for, decided by the very functions that decide the commands: what the
 * server would refuse, a client shows as disabled, for the same reason.
 */
export function refusalsFor(caller: Caller, observation: Observation, policy: Policy): SeenRefusals {
  const asked = { caller, requestId: '' }
  const why = (command: Command): SeenRefusal[] => whyRefused(command, observation, policy)
  const whyInviting = (kind: InvitingCommand['kind']): SeenRefusal[] => {
    const code = whyNotAtAll(invitingCommand(kind, caller, observation), observation, policy)
    return code === undefined ? [] : [refusal(code)]
  }
  const [transfer] = whyInviting('transfer')
  const [invite] = whyInviting('invite')
  const [leave] = why({ kind: 'leave', ...asked, ends: 'conversation' })
  const others = observation.participants.filter(
    ({ type, workerSid }) => type === 'agent' && workerSid !== caller.workerSid,
  )
  return {
    ...(transfer && { transfer }),
    ...(invite && { invite }),
    ...(leave && { leave }),
    remove: Object.fromEntries(
      others.flatMap(({ participantSid }) =>
        why({ kind: 'remove', ...asked, participantSid }).map((reason) => [participantSid, reason]),
      ),
    ),
    cancelInvite: Object.fromEntries(
      liveInvites(observation).flatMap(({ task: { sid } }) =>
        why({ kind: 'cancelInvite', ...asked, inviteTaskSid: sid }).map((reason) => [sid, reason]),
      ),
    ),
  }
}

function whyRefused(command: Command, observation: Observation, policy: Policy): SeenRefusal[] {
  const decision = decide(command, observation, policy)
  return decision.kind === 'refused' || decision.kind === 'notVisibleYet' ? [decision.refusal] : []
}

/** Whom it would be for plays no part in these reasons. A supervisor acts for whoever is inside. */
function invitingCommand(kind: InvitingCommand['kind'], caller: Caller, observation: Observation): InvitingCommand {
  const inside = agentsInside(observation).map(({ workerSid }) => workerSid)
  const actsForOther = caller.isSupervisor && !inside.includes(caller.workerSid)
  const command = { caller, requestId: '', transferId: '', target: { type: 'worker', sid: caller.workerSid } } as const
  if (kind === 'invite') return { kind, ...command }
  return { kind, ...command, ...(actsForOther ? { fromWorkerSid: inside[0] } : {}) }
}
