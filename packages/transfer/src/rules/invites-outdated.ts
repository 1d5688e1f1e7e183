import { outdatedAttributes } from '../conversation-attributes.ts'
import type { Observation } from '../observation.ts'
import type { WriteInvitesStep } from '../step.ts'
import { WELL, type Rule } from './rule.ts'

/**
 * The conversation's attributes do not list exactly the live invites: somebody has joined since, an invite has ended, or
 * another program has overwritten all attributes. Conversations have no conditional write, so this can happen to anybody
 * at any time (CV-1); the list is only a picture, and drawing it anew harms nothing.
 */
export const invitesOutdated: Rule = {
  name: 'invites-outdated',
  isSafe: true,
  examine: ({ observation }) => {
    const [step] = staleInvites(observation)
    if (step === undefined) return WELL
    const condition = 'invites-outdated'
    const reason = "The conversation's attributes did not list exactly the live invites."
    return {
      suspicions: [{ condition, graceMs: 0 }],
      repair: { condition, reason, steps: [step], isUnlimited: true },
    }
  },
}

/** The step that draws the list of invites anew; none where it is right, or cannot be written. */
export function staleInvites(observation: Observation): WriteInvitesStep[] {
  const keys = outdatedAttributes(observation)
  return keys === undefined ? [] : [{ kind: 'writeInvites', conversationSid: observation.conversation.sid, keys }]
}
