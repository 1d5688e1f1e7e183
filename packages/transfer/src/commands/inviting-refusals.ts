import type { InvitingCommand, TransferCommand } from '../command.ts'
import { agentsInside, type AgentInside } from '../inside.ts'
import { liveInvites } from '../invites.ts'
import { isCustomerHere } from '../customers.ts'
import type { Observation, ObservedTarget } from '../observation.ts'
import type { Policy } from '../policy.ts'
import { refusal, type Refusal, type RefusalCode } from '../refusal.ts'
import { whyNotRoutable } from '../target.ts'
import { countedTransfers } from '../transfer-history.ts'
import { whyNotBy, whyNotInChannel } from './standing.ts'

/** An invite that nothing speaks against: whose task it goes on from, and for whom it is. */
export interface AllowedInvite {
  /** The sender of a transfer; of an invite, the caller or, for a supervisor, whoever has been inside for longest. */
  readonly sender: AgentInside
  readonly target: KnownTarget
}

export type KnownTarget = Exclude<ObservedTarget, { type: 'missing' }>

/** The first reason that speaks against the command, or what it consists of. */
export function refuseInviting(
  command: InvitingCommand,
  observation: Observation,
  policy: Policy,
): AllowedInvite | Refusal {
  const sender = senderOf(command, observation)
  const code = whyNotAtAll(command, observation, policy)
  if (code !== undefined || sender === undefined) return refusal(code ?? 'sender_not_inside')
  const { target } = observation
  if (target === undefined || target.type === 'missing') return refusal('target_not_found')
  const why = whyNotRoutable(target, observation)
  return why === undefined ? { sender, target } : refusal(why)
}

/** What speaks against it, whomever it is for: it may, it is there, it is the moment. */
export function whyNotAtAll(
  command: InvitingCommand,
  observation: Observation,
  policy: Policy,
): RefusalCode | undefined {
  return (
    whyNotSwitchedOn(command, policy) ??
    whyNotBy(command.caller, observation) ??
    (command.kind === 'transfer' ? whyNotFor(command) : undefined) ??
    whyNotInChannel(observation) ??
    (senderOf(command, observation) === undefined ? 'sender_not_inside' : undefined) ??
    (command.kind === 'transfer' ? whyNoTransferNow(command, observation, policy) : whyNoInviteNow(observation, policy))
  )
}

function senderOf(command: InvitingCommand, observation: Observation): AgentInside | undefined {
  const inside = agentsInside(observation)
  if (command.kind === 'invite') {
    return inside.find(({ workerSid }) => workerSid === command.caller.workerSid) ?? inside[0]
  }
  const senderSid = command.fromWorkerSid ?? command.caller.workerSid
  const candidates = inside.filter(({ workerSid }) => workerSid === senderSid)
  if (command.fromParticipantSid === undefined) return candidates[0]
  // Somebody who left and came back is another participant: an old desktop must not take them out.
  return candidates.find(({ participant }) => participant.participantSid === command.fromParticipantSid)
}

function whyNotSwitchedOn({ kind }: InvitingCommand, policy: Policy): RefusalCode | undefined {
  if (!policy.enabled) return 'not_enabled'
  if (kind === 'transfer') return policy.coldTransfer ? undefined : 'cold_transfer_off'
  return policy.multiParticipant ? undefined : 'multi_participant_off'
}

function whyNotFor({ caller, fromWorkerSid }: TransferCommand): RefusalCode | undefined {
  const actsForOther = fromWorkerSid !== undefined && fromWorkerSid !== caller.workerSid
  return actsForOther && !caller.isSupervisor ? 'only_supervisors_act_for_others' : undefined
}

function whyNoTransferNow(
  { caller }: TransferCommand,
  observation: Observation,
  policy: Policy,
): RefusalCode | undefined {
  if (liveInvites(observation).length > 0) return 'invite_outstanding'
  const isOver = countedTransfers(observation) >= policy.transferLimit
  return isOver && !caller.isSupervisor ? 'transfer_limit_reached' : undefined
}

function whyNoInviteNow(observation: Observation, policy: Policy): RefusalCode | undefined {
  const customers = observation.participants.filter(isCustomerHere).length
  const people = customers + agentsInside(observation).length + liveInvites(observation).length
  return people >= policy.participantsMax ? 'too_many_participants' : undefined
}
