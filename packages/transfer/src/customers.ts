import type { Memory } from './memory.ts'
import type { Observation, ObservedParticipant } from './observation.ts'

/** Twilio says `unknown` for seconds after a join; such a customer counts as here. */
export function isCustomerHere({ type, inConversation }: ObservedParticipant): boolean {
  return type === 'customer' && inConversation !== 'no'
}

/** Whether there was a customer, and none is left in the channel's list or the conversation's (IN-37 says why both). */
export function areCustomersGone(customers: Memory['customers'], observation: Observation): boolean {
  const { memberSids } = observation.conversation
  const isMember = customers.some(({ memberSid }) => memberSids.some((sid) => sid === memberSid))
  return customers.length > 0 && !isMember && !observation.participants.some(isCustomerHere)
}
