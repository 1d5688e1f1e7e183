import type { ChannelSid, ConversationSid, InteractionSid, TaskSid } from '@conversation-transfer/transfer'

/** What an event says, wherever it came from: which conversation to look at, and when it happened. */
export interface HeardEvent {
  readonly conversationSid: ConversationSid
  readonly interactionSid?: InteractionSid | undefined
  readonly channelSid?: ChannelSid | undefined
  readonly taskSids: readonly TaskSid[]
  /** Milliseconds since 1970, if the event says so. */
  readonly happenedAtMs: number | undefined
}

/** Undefined: an event that is about no conversation, or of a kind that changes nothing of interest. */
export type Decode = (event: unknown) => HeardEvent | undefined
