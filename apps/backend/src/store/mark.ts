import type { ChannelSid, ConversationSid, InteractionSid, TaskSid } from '@conversation-transfer/transfer'

/**
 * "Look at this conversation": all that a webhook, a TaskRouter event or the census ever says. It carries no decision, so one
 * that comes twice, late, or after another costs a look and does no harm.
 */
export interface Mark {
  readonly conversationSid: ConversationSid
  /** Where the conversation's channel is, if the source named it. What is known already is not forgotten for it. */
  readonly interactionSid?: InteractionSid | undefined
  readonly channelSid?: ChannelSid | undefined
  /** Tasks of the conversation that the source named: Twilio's lists do not name all of them. */
  readonly taskSids: readonly TaskSid[]
  /** Who says so. */
  readonly source: MarkSource
}

export type MarkSource =
  | 'taskrouter'
  | 'conversations'
  | 'interactions'
  | 'event-streams'
  /** The comparison of live tasks with active conversations. */
  | 'census'
  /** TaskRouter's own record of its events, read from where it was last read to. */
  | 'task-events'
  /** Somebody asked for it on the page or the command line. */
  | 'person'
