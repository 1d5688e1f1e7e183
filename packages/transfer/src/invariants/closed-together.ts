import { liveInvites } from '../invites.ts'
import type { StateInvariant } from './invariant.ts'

/** A closed channel has no live invite and no open conversation; a closed conversation has no open channel. */
export const closedTogether: StateInvariant = {
  name: 'closed-together',
  holds: 'settled',
  violations: (observation) => {
    const { channel, conversation } = observation
    const isChannelClosed = channel.status === 'closed' || channel.status === 'failed'
    const isOpen = conversation.state === 'active' || conversation.state === 'inactive'
    return [
      ...(isChannelClosed
        ? liveInvites(observation).map(({ task }) => `${task.sid} is live in a closed channel.`)
        : []),
      ...(isChannelClosed && isOpen ? ['The conversation is open, and its channel is closed.'] : []),
      ...(channel.status === 'active' && conversation.state === 'closed'
        ? ['The channel is open, and its conversation is closed.']
        : []),
    ]
  },
}
