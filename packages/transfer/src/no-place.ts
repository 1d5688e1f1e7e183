import type { ObservedParticipant, Observation } from './observation.ts'

/**
 * Whether an agent in the channel's list has no place in the conversation: Twilio says so; or it says nothing (IN-41), while
 * each place that there is belongs to somebody else. A place that nobody in the list claims may be theirs.
 *
 * Just after somebody has joined both lists may be behind (IN-32), so what is asked here has to wait for its grace.
 */
export function hasNoPlace(
  { conversation, participants }: Observation,
  { inConversation }: ObservedParticipant,
): boolean {
  if (inConversation !== 'unknown') return inConversation === 'no'
  const { memberSids } = conversation
  const present = participants.filter((participant) => participant.inConversation === 'yes')
  const claimed = new Set(present.map(({ memberSid }) => memberSid))
  return memberSids.length > 0 && memberSids.every((sid) => claimed.has(sid))
}
