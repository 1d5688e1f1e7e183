import type { TransferCommand } from '../command.ts'
import { agentsInside, type AgentInside } from '../inside.ts'
import { liveInvites } from '../invites.ts'
import { isOneConversation } from '../one-conversation.ts'
import type { Observation, ObservedTarget } from '../observation.ts'
import type { Policy } from '../policy.ts'
import { refusal, type Refusal, type RefusalCode } from '../refusal.ts'
import { whyNotRoutable } from '../target.ts'

/** A transfer that nothing speaks against: who leaves, and for whom. */
export interface TransferRequest {
  readonly sender: AgentInside
  readonly target: Exclude<ObservedTarget, { type: 'missing' }>
}

/** Twilio's words for webchat (two of them), SMS and WhatsApp. */
const SUPPORTED_CHANNEL_TYPES: ReadonlySet<string> = new Set(['web', 'chat', 'sms', 'whatsapp'])

/** The first reason that speaks against the transfer, or what it consists of. */
export function refuseTransfer(
  command: TransferCommand,
  observation: Observation,
  policy: Policy,
): TransferRequest | Refusal {
  const sender = senderOf(command, observation)
  const { target } = observation
  const code =
    whyNotAllowed(policy) ??
    whyNotInChannel(observation) ??
    whyNotBy(command, observation, sender) ??
    whyNotNow(command, observation, policy) ??
    (target === undefined ? 'target_not_found' : whyNotRoutable(target, observation))
  if (code !== undefined) return refusal(code)
  if (sender === undefined) return refusal('sender_not_inside')
  if (target === undefined || target.type === 'missing') return refusal('target_not_found')
  return { sender, target }
}

function senderOf(command: TransferCommand, observation: Observation): AgentInside | undefined {
  const senderSid = command.fromWorkerSid ?? command.caller.workerSid
  const candidates = agentsInside(observation).filter(({ workerSid }) => workerSid === senderSid)
  if (command.fromParticipantSid === undefined) return candidates[0]
  // Somebody who left and came back is another participant: an old desktop must not take them out.
  return candidates.find(({ participant }) => participant.participantSid === command.fromParticipantSid)
}

function whyNotAllowed(policy: Policy): RefusalCode | undefined {
  if (!policy.enabled) return 'not_enabled'
  return policy.coldTransfer ? undefined : 'cold_transfer_off'
}

function whyNotInChannel(observation: Observation): RefusalCode | undefined {
  const { channel, conversation } = observation
  if (channel.status !== 'active' || conversation.state === 'closed' || conversation.state === 'gone') {
    return 'channel_not_active'
  }
  if (!SUPPORTED_CHANNEL_TYPES.has(channel.type)) return 'channel_type_unsupported'
  return isOneConversation(observation) ? undefined : 'conversation_not_of_channel'
}

function whyNotBy(
  { caller, fromWorkerSid }: TransferCommand,
  observation: Observation,
  sender: AgentInside | undefined,
): RefusalCode | undefined {
  const isInside = agentsInside(observation).some(({ workerSid }) => workerSid === caller.workerSid)
  if (!isInside && !caller.isSupervisor) return 'caller_not_inside'
  const actsForOther = fromWorkerSid !== undefined && fromWorkerSid !== caller.workerSid
  if (actsForOther && !caller.isSupervisor) return 'only_supervisors_act_for_others'
  return sender === undefined ? 'sender_not_inside' : undefined
}

function whyNotNow({ caller }: TransferCommand, observation: Observation, policy: Policy): RefusalCode | undefined {
  if (liveInvites(observation).length > 0) return 'invite_outstanding'
  const transfers = observation.invites.filter(({ mark }) => mark?.mode === 'cold').length
  return transfers >= policy.transferLimit && !caller.isSupervisor ? 'transfer_limit_reached' : undefined
}
