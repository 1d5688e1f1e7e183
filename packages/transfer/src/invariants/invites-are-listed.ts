import { outdatedAttributes } from '../conversation-attributes.ts'
import type { StateInvariant } from './invariant.ts'

/** The conversation's attributes list exactly the live invites. */
export const invitesAreListed: StateInvariant = {
  name: 'invites-are-listed',
  holds: 'settled',
  violations: (observation) => {
    const right = outdatedAttributes(observation)
    if (right === undefined) return []
    const listed = JSON.stringify(observation.conversation.attributes?.['invites'])
    return [`The invites listed are ${listed}, and should be ${JSON.stringify(right.invites)}.`]
  },
}
