import type { Mark } from '@conversation-transfer/backend'
import { channelSid, conversationSid, interactionSid, taskSid } from '@conversation-transfer/transfer'
import type { World } from '@conversation-transfer/twilio-emulator'
import { channelOf, type Change } from './channel-of-change.ts'

/** What a webhook would say of a change; undefined where there is none, or where it is about no conversation. */
export function markOf(world: World, change: Change): Mark | undefined {
  const spoken = conversationOf(change)
  if (spoken !== undefined)
    return { conversationSid: conversationSid.parse(spoken), taskSids: [], source: 'conversations' }
  const channel = world.interactions.channels.get(channelOf(world, change) ?? '')
  if (channel === undefined) return undefined
  const task = 'task' in change ? change.task : undefined
  return {
    conversationSid: conversationSid.parse(channel.conversationSid),
    interactionSid: interactionSid.parse(channel.interactionSid),
    channelSid: channelSid.parse(channel.sid),
    taskSids: task === undefined ? [] : [taskSid.parse(task.sid)],
    source: task === undefined ? 'interactions' : 'taskrouter',
  }
}

/** Conversations speaks of its own conversation, and knows of no channel (WH-10). */
function conversationOf(change: Change): string | undefined {
  if ('conversation' in change) return change.conversation.sid
  if (change.kind === 'message.added') return change.message.conversationSid
  return 'participant' in change && 'conversationSid' in change.participant
    ? change.participant.conversationSid
    : undefined
}
