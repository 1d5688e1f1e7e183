import type { ChannelSid, ConversationSid, InteractionSid, TaskSid } from '@conversation-transfer/transfer'
import type { Mark } from './mark.ts'

/** All marks of one conversation as one. */
export interface FoldedMark {
  readonly conversationSid: ConversationSid
  readonly interactionSid: InteractionSid | undefined
  readonly channelSid: ChannelSid | undefined
  readonly taskSids: readonly TaskSid[]
}

/** More tasks than a conversation can sensibly have had; whoever marks one with others pushes the oldest out. */
export const TASK_SIDS_MAX = 50

/**
 * One mark for each conversation, in the order of their sids: two processes that mark the same conversations lock the rows in
 * the same order, and wait for each other instead of for ever.
 */
export function foldMarks(marks: readonly Mark[]): FoldedMark[] {
  const folded = new Map<ConversationSid, FoldedMark>()
  for (const { conversationSid, interactionSid, channelSid, taskSids } of marks) {
    const before = folded.get(conversationSid)
    folded.set(conversationSid, {
      conversationSid,
      interactionSid: before?.interactionSid ?? interactionSid,
      channelSid: before?.channelSid ?? channelSid,
      taskSids: mergeTaskSids(before?.taskSids ?? [], taskSids),
    })
  }
  return [...folded.values()].sort((left, right) => (left.conversationSid < right.conversationSid ? -1 : 1))
}

/** Known ones keep their place, new ones come last, and the first ones go when there are too many. */
export function mergeTaskSids(known: readonly TaskSid[], named: readonly TaskSid[]): readonly TaskSid[] {
  return [...new Set([...known, ...named])].slice(-TASK_SIDS_MAX)
}
