import type { JsonObject } from './json.ts'
import type { ParticipantSid, TaskSid, WorkerSid } from './sid.ts'

/**
 * What only time tells, and Twilio forgets: kept between two looks at one conversation. Losing it delays a repair and
 * never causes one.
 */
export interface Memory {
  /** Since when a condition has been seen without a break; milliseconds since 1970. */
  readonly firstSeen: Readonly<Record<Condition, number>>
  /** How often a repair of a condition was begun, and when last. */
  readonly tries: Readonly<Record<Condition, Tries>>
  /**
   * Since when repairs have been due that were not made, because their rule is switched off or all repairs are frozen: what
   * has been told of them is not told again while it lasts. Milliseconds since 1970.
   */
  readonly heldBack?: Readonly<Record<Condition, number>> | undefined
  /** What tasks were good for that Twilio has deleted, or is about to. */
  readonly verdicts: Readonly<Record<TaskSid, RememberedVerdict>>
  /** Tasks of the channel, those among them that no list of Twilio's names. */
  readonly taskSids: readonly TaskSid[]
  /** Tasks with which somebody was seen in the channel. */
  readonly joinedTaskSids: readonly TaskSid[]
  /** Customers who have been seen in the channel. */
  readonly customers: readonly { readonly participantSid: ParticipantSid; readonly memberSid?: string | undefined }[]
  /** The attributes of the task of whoever was inside last: what an invite is made from when that task is gone. */
  readonly lastTask?: RememberedTask | undefined
  /** When an agent was last seen inside; milliseconds since 1970. */
  readonly agentInsideAtMs?: number | undefined
  /** The channel was made inactive by us: it stays ours. */
  readonly madeInactive: boolean
  /** Workers of whom one of two participants was closed: whether they are still in the conversation is to be checked. */
  readonly deduplicated: readonly WorkerSid[]
}

/** Something that is wrong, named so that it is recognized in the next look: the rule's name, and what it is about. */
export type Condition = string

/** `notNeeded`: it was ended because nobody needed it any more, so that nothing has failed. */
export type RememberedVerdict = 'served' | 'failed' | 'notNeeded'

export interface Tries {
  readonly count: number
  /** Milliseconds since 1970. */
  readonly lastAtMs: number
}

export interface RememberedTask {
  readonly sid: TaskSid
  readonly attributes: JsonObject
  readonly priority: number
  readonly taskChannelUniqueName: string
}

export const EMPTY_MEMORY: Memory = {
  firstSeen: {},
  tries: {},
  verdicts: {},
  taskSids: [],
  joinedTaskSids: [],
  customers: [],
  madeInactive: false,
  deduplicated: [],
}
