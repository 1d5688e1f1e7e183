import { isParked } from '../abandoned.ts'
import { hasEnded, isSupported } from '../channel.ts'
import { isDue, WELL, type Look, type Rule } from './rule.ts'

/**
 * The conversation is not ours to mend now: somebody has paused it, left it or parked it, it is of a kind that we do not
 * transfer, or what Twilio says of it cannot be the whole truth (IN-17, IN-18).
 */
export const notOurs: Rule = {
  name: 'not-ours',
  isSafe: true,
  examine: (look) => {
    if (isNotOurs(look)) return { ...WELL, endsLook: true }
    if (!hasNoMembers(look.observation)) return WELL
    const suspicion = { condition: 'not-ours without members', graceMs: EMPTY_BELIEVED_AFTER_MS }
    return { suspicions: [suspicion], endsLook: !isDue(look, suspicion) }
  },
}

/** A list without anybody where somebody must be: Twilio answers, and does not know. What it says for longer is so. */
const EMPTY_BELIEVED_AFTER_MS = 300_000

function isNotOurs({ observation, memory, policy }: Look): boolean {
  const { channel, participants } = observation
  // A channel that is gone has lost its type with everything else.
  if (channel.status !== 'gone' && !isSupported(channel)) return true
  if (hasEnded(channel)) return false
  if (isParked(observation, policy)) return true
  if (channel.status === 'inactive') return !memory.madeInactive
  return channel.status !== 'active' || participants.length === 0
}

/** The channel has participants, and its open conversation has none of them. */
function hasNoMembers({ channel, conversation }: Look['observation']): boolean {
  const isOpen = conversation.state === 'active' || conversation.state === 'inactive'
  return channel.status === 'active' && isOpen && conversation.memberSids.length === 0
}
