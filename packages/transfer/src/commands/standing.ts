import type { Caller } from '../command.ts'
import { isSupported } from '../channel.ts'
import type { Decision } from '../decision.ts'
import { agentsInside } from '../inside.ts'
import { isOneConversation } from '../one-conversation.ts'
import type { Observation } from '../observation.ts'
import { refusal, type RefusalCode } from '../refusal.ts'
import { joiningTask } from '../waiting.ts'

/** Why the caller may not act on this conversation at all. */
export function whyNotBy({ workerSid, isSupervisor }: Caller, observation: Observation): RefusalCode | undefined {
  const isInside = agentsInside(observation).some((agent) => agent.workerSid === workerSid)
  return isInside || isSupervisor ? undefined : 'caller_not_inside'
}

/** Somebody who has just accepted is in the conversation, although Twilio's list does not show it yet. */
export function notYetOrRefused({ workerSid }: Caller, observation: Observation, code: RefusalCode): Decision {
  const isJoining = code === 'caller_not_inside' && joiningTask(observation, workerSid) !== undefined
  return { kind: isJoining ? 'notVisibleYet' : 'refused', refusal: refusal(code) }
}

/** Why nobody can be brought into this channel, or taken out of it. */
export function whyNotInChannel(observation: Observation): RefusalCode | undefined {
  const { channel, conversation } = observation
  if (channel.status !== 'active' || conversation.state === 'closed' || conversation.state === 'gone') {
    return 'channel_not_active'
  }
  if (!isSupported(channel)) return 'channel_type_unsupported'
  return isOneConversation(observation) ? undefined : 'conversation_not_of_channel'
}
