import { outdatedAttributes } from '../conversation-attributes.ts'
import type { Rule } from './rule.ts'

/**
 * The conversation's attributes do not list exactly the live invites: somebody has joined since, an invite has ended, or
 * another program has overwritten all attributes.
 */
export const invitesOutdated: Rule = {
  name: 'invites-outdated',
  isSafe: true,
  mend: (observation) => {
    const keys = outdatedAttributes(observation)
    return keys === undefined ? [] : [{ kind: 'writeInvites', conversationSid: observation.conversation.sid, keys }]
  },
}
