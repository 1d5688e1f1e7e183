import { channelOfConversation, inviteOfTask, type World } from '@conversation-transfer/twilio-emulator'

export type Change = Parameters<Parameters<World['changes']['subscribe']>[0]>[0]

/** The channel that something has happened in; undefined where it is none's, or a message, of which no invariant speaks. */
export function channelOf(world: World, change: Change): string | undefined {
  if ('task' in change) return inviteOfTask(world, change.task.sid)?.channelSid
  if ('invite' in change) return change.invite.channelSid
  if ('conversation' in change) return channelOfConversation(world, change.conversation.sid)?.sid
  if ('participant' in change) {
    const { participant } = change
    return 'channelSid' in participant
      ? participant.channelSid
      : channelOfConversation(world, participant.conversationSid)?.sid
  }
  return 'channel' in change && 'conversationSid' in change.channel ? change.channel.sid : undefined
}
