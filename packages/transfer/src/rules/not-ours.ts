import { isParked } from '../abandoned.ts'
import { isSupported } from '../channel-types.ts'
import { WELL, type Look, type Rule } from './rule.ts'

/**
 * The conversation is not ours to mend now: somebody has paused it, left it or parked it, it is of a kind that we do not
 * transfer, or what Twilio says of it cannot be the whole truth (IN-17, IN-18).
 */
export const notOurs: Rule = {
  name: 'not-ours',
  isSafe: true,
  examine: (look) => (isNotOurs(look) ? { ...WELL, endsLook: true } : WELL),
}

const ENDED: ReadonlySet<string> = new Set(['closed', 'failed', 'gone'])

function isNotOurs({ observation, memory, policy }: Look): boolean {
  const { channel } = observation
  // A channel that is gone has lost its type with everything else.
  if (channel.status !== 'gone' && !isSupported(channel)) return true
  if (ENDED.has(channel.status)) return false
  if (isParked(observation, policy)) return true
  if (channel.status === 'inactive') return !memory.madeInactive
  return channel.status !== 'active' || hasLostEverybody(observation)
}

/** Lists that are empty where somebody must be: Twilio answers, and does not know. */
function hasLostEverybody({ participants, conversation }: Look['observation']): boolean {
  const isOpen = conversation.state === 'active' || conversation.state === 'inactive'
  return participants.length === 0 || (isOpen && conversation.memberSids.length === 0)
}
