import type { Caller, Command, InvitingCommand } from './command.ts'
import { whyNotAtAll } from './commands/inviting-refusals.ts'
import type { SeenRefusal, SeenRefusals } from './contract/look-answer.ts'
import { decide } from './decide.ts'
import { agentsInside } from './inside.ts'
import { liveInvites } from './invites.ts'
import type { Observation } from './observation.ts'
import type { Policy } from './policy.ts'
import { refusal } from './refusal.ts'
import type { WorkerSid } from './sid.ts'

/**
 * What each command of the caller would be refused for, decided by the very functions that decide the commands: what the
 * server would refuse, a client shows as disabled, for the same reason.
 */
export function refusalsFor(caller: Caller, observation: Observation, policy: Policy): SeenRefusals {
  const asked = { caller, requestId: '' }
  const why = (command: Command): SeenRefusal[] => whyRefused(command, observation, policy)
  const whyInviting = (command: InvitingCommand): SeenRefusal[] => {
    const code = whyNotAtAll(command, observation, policy)
    return code === undefined ? [] : [refusal(code)]
  }
  // Whom it would be for plays no part in these reasons.
  const inviting = { ...asked, transferId: '', target: { type: 'worker', sid: caller.workerSid } } as const
  const [transfer] = whyInviting({ kind: 'transfer', ...inviting, fromWorkerSid: whoWouldLeave(caller, observation) })
  const [invite] = whyInviting({ kind: 'invite', ...inviting })
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

/** Supervisors who are not inside act for whoever is; others who are not inside are refused for that alone. */
function whoWouldLeave({ workerSid }: Caller, observation: Observation): WorkerSid | undefined {
  const inside = agentsInside(observation).map((agent) => agent.workerSid)
  return inside.includes(workerSid) ? workerSid : inside[0]
}
