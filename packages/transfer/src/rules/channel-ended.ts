import { hasEnded } from '../channel.ts'
import { liveInvites, type LiveInvite } from '../invites.ts'
import { isOneConversation } from '../one-conversation.ts'
import { valueAt } from '../attribute-path.ts'
import type { Observation } from '../observation.ts'
import type { Step } from '../step.ts'
import { staleInvites } from './invites-outdated.ts'
import { firstDue, WELL, type Examination, type Look, type Repair, type Rule } from './rule.ts'

/**
 * The channel has ended: nobody can follow its invites any more (IN-12, IN-25), and a conversation that stays open would
 * swallow the customer's next message (IN-21), and with SMS and WhatsApp block the pair of numbers (CV-8).
 */
export const channelEnded: Rule = {
  name: 'channel-ended',
  isSafe: false,
  examine: (look) => (hasEnded(look.observation.channel) ? { ...examineEnded(look), endsLook: true } : WELL),
}

function examineEnded(look: Look): Examination {
  const { observation, policy } = look
  const { suspicions, due } = firstDue(look, liveInvites(observation), ({ task, state }) => ({
    condition: `channel-ended ${task.sid}`,
    graceMs: state === 'joining' ? policy.lagGraceMs : 0,
  }))
  if (due !== undefined) return { suspicions, repair: inviteRepair(due) }
  if (suspicions.length > 0 || !isOpenConversationOfChannel(observation)) return { suspicions }
  const repair = conversationRepair(observation)
  return { suspicions: [{ condition: repair.condition, graceMs: 0 }], repair }
}

function inviteRepair({ task: { sid, etag }, state }: LiveInvite): Repair {
  const reason = 'The channel has ended.'
  const step: Step =
    state === 'joining'
      ? { kind: 'completeTask', taskSid: sid, etag, reason }
      : { kind: 'cancelTask', taskSid: sid, etag, reason }
  return {
    condition: `channel-ended ${sid}`,
    reason: `${reason} Nobody can follow its invite any more.`,
    steps: [step],
  }
}

/** First the list of invites is cleared: the attributes of a closed conversation cannot be written (CV-5). */
function conversationRepair(observation: Observation): Repair {
  const [clear] = staleInvites(observation)
  if (clear !== undefined) {
    return {
      condition: 'channel-ended list',
      reason: 'The list of invites is cleared before the conversation is closed.',
      steps: [clear],
      isUnlimited: true,
    }
  }
  return {
    condition: 'channel-ended conversation',
    reason: 'The channel has ended, and the conversation was left open.',
    steps: [{ kind: 'closeConversation', conversationSid: observation.conversation.sid }],
  }
}

function isOpenConversationOfChannel(observation: Observation): boolean {
  const { conversation, channel } = observation
  if (conversation.state !== 'active' && conversation.state !== 'inactive') return false
  // Of a channel that Twilio has deleted, only our own record in the conversation still tells whose it was.
  const recorded = valueAt(conversation.attributes, 'conversationTransfer.channelSid')
  return isOneConversation(observation) || recorded === channel.channelSid
}
