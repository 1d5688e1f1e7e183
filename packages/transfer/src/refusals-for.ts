import type { Caller, Command, InvitingCommand } from './command.ts'
import { whyNotAtAll } from './commands/inviting-refusals.ts'
import type { SeenRefusals } from './contract/look-answer.ts'
import { decide } from './decide.ts'
import { agentsInside } from './inside.ts'
import { liveInvites } from './invites.ts'
import type { Observation } from './observation.ts'
import type { Policy } from './policy.ts'
import { refusal, type Refusal } from './refusal.ts'
import type { WorkerSid } from './sid.ts'

/**
 * What each command of the caller would be refused for, decided by the very functions that decide the commands: what the
 * server would refuse, a client shows as disabled, for the same reason.
 */
export function refusalsFor(caller: Caller, observation: Observation, policy: Policy): SeenRefusals {
  const why = (command: Command): Refusal | undefined => {
    const decision = decide(command, observation, policy)
    return decision.kind === 'refused' || decision.kind === 'notVisibleYet' ? decision.refusal : undefined
  }
  const requestId = ''
  return {
    ...named('transfer', inviting('transfer')),
    ...named('invite', inviting('invite')),
    ...named('leave', why({ kind: 'leave', caller, requestId, ends: 'conversation' })),
    remove: byKey(
      observation.participants
        .filter(({ type, workerSid }) => type === 'agent' && workerSid !== caller.workerSid)
        .map(({ participantSid }) => [participantSid, why({ kind: 'remove', caller, requestId, participantSid })]),
    ),
    cancelInvite: byKey(
      liveInvites(observation).map(({ task: { sid } }) => [
        sid,
        why({ kind: 'cancelInvite', caller, requestId, inviteTaskSid: sid }),
      ]),
    ),
  }

  function inviting(kind: InvitingCommand['kind']): Refusal | undefined {
    // Whom it would be for plays no part in these reasons; a supervisor names whoever has been inside for longest.
    const target = { type: 'worker', sid: caller.workerSid } as const
    const transferId = ''
    const fromWorkerSid = kind === 'transfer' ? senderFor(caller, observation) : undefined
    const command: InvitingCommand =
      kind === 'transfer'
        ? { kind, caller, requestId, transferId, target, fromWorkerSid }
        : { kind, caller, requestId, transferId, target }
    const code = whyNotAtAll(command, observation, policy)
    return code === undefined ? undefined : refusal(code)
  }
}

function senderFor({ workerSid, isSupervisor }: Caller, observation: Observation): WorkerSid | undefined {
  const inside = agentsInside(observation)
  const isInside = inside.some((agent) => agent.workerSid === workerSid)
  return isSupervisor && !isInside ? inside[0]?.workerSid : undefined
}

function named<Name extends string>(name: Name, reason: Refusal | undefined): { [Key in Name]?: Refusal } {
  return (reason === undefined ? {} : { [name]: reason }) as { [Key in Name]?: Refusal }
}

function byKey<Key extends string>(entries: (readonly [Key, Refusal | undefined])[]): Record<Key, Refusal> {
  return Object.fromEntries(entries.filter(([, reason]) => reason !== undefined)) as Record<Key, Refusal>
}
