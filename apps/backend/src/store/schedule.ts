import type { ChannelSid, ConversationSid, InteractionSid, Memory, TaskSid } from '@conversation-transfer/transfer'
import type { Mark } from './mark.ts'
import type { Standing } from './standing.ts'

/**
 * When each live conversation is looked at next, one row each. A row is
 *
 *   due       its time has come and nobody has it: `claim` gives it to one process, with a lease and a new fence;
 *   claimed   that process looks, and `acknowledge`s what it claimed. A mark that comes meanwhile raises `requested` past what
 *             was claimed: the row stays due. A lease that runs out makes it due again, and the old fence void;
 *   waiting   until its next look, or until a mark;
 *   gone      when its conversation is over.
 */
export interface Schedule {
  /** Makes the rows that are missing, and all of them due. A row is never due twice within `BETWEEN_LOOKS_MS`. */
  mark(marks: readonly Mark[]): Promise<void>
  /** Up to `limit` rows that are due, the longest due first. No other process gets them before `leaseUntilMs`. */
  claim(limit: number): Promise<readonly Claim[]>
  /**
   * Keeps the memory in the middle of a look: steps are about to be performed, and whoever comes after a crash has to know that
   * they were begun. Throws a `LeaseLost` if the row has been given to somebody else.
   */
  keepMemory(claim: Claim, memory: Memory): Promise<void>
  /** Ends a look. False if the row has been given to somebody else meanwhile: then nothing was written. */
  acknowledge(claim: Claim, end: LookEnd): Promise<boolean>
  /** Gives rows back that were claimed and not looked at, as they were: the process stops. */
  giveBack(claims: readonly Claim[]): Promise<void>
  /** When the next row will be due; undefined if there is none. Milliseconds since 1970, by this process's clock. */
  nextDueAtMs(): Promise<number | undefined>
  /** Calls `listener` when a row may have become due, in this process or another one. Returns what ends that. */
  onMarked(listener: () => void): () => void
  counts(): Promise<ScheduleCounts>
  row(conversationSid: ConversationSid): Promise<ScheduleRow | undefined>
  /** Rows whose sids contain the text or whose standing fits, those that were changed last first. */
  rows(query: RowQuery): Promise<readonly ScheduleRow[]>
}

export class LeaseLost extends Error {
  override readonly name = 'LeaseLost'
}

/** No conversation is looked at more often than this. */
export const BETWEEN_LOOKS_MS = 1_000

/** A look takes seconds; one that takes longer than this is taken for dead, and somebody else begins it anew. */
export const LEASE_MS = 30_000

export interface Claim {
  readonly conversationSid: ConversationSid
  readonly interactionSid: InteractionSid | undefined
  readonly channelSid: ChannelSid | undefined
  readonly memory: Memory
  /** Tasks that marks have named. */
  readonly taskSids: readonly TaskSid[]
  /** Up to which mark this look counts. */
  readonly requested: number
  /** Higher than any that was given out before, for this row or another: what an earlier holder writes is refused. */
  readonly fence: number
  /** By this process's clock, and on the safe side. */
  readonly leaseUntilMs: number
  /** Since when the row was due: by how much a look is late. */
  readonly dueSinceMs: number
  /** How many looks in a row have failed before this one. */
  readonly failures: number
  /** What the last look saw. */
  readonly standing: Standing | undefined
}

export type LookEnd =
  | {
      readonly kind: 'looked'
      readonly memory: Memory
      readonly lookAgainAtMs: number
      readonly standing: Standing
      /** Where the channel is, if that was found out just now. */
      readonly interactionSid?: InteractionSid | undefined
      readonly channelSid?: ChannelSid | undefined
    }
  /** Channel and conversation are closed, and no task is open: the row goes. */
  | { readonly kind: 'over' }
  /** Nothing could be seen, or a step failed. `memory` where it has changed. */
  | {
      readonly kind: 'failed'
      readonly memory?: Memory | undefined
      readonly lookAgainAtMs: number
      readonly error: string
    }

export interface ScheduleRow {
  readonly conversationSid: ConversationSid
  readonly interactionSid: InteractionSid | undefined
  readonly channelSid: ChannelSid | undefined
  readonly memory: Memory
  readonly standing: Standing | undefined
  readonly lookAtMs: number
  readonly lookedAtMs: number | undefined
  readonly isClaimed: boolean
  readonly failures: number
  readonly lastError: string | undefined
}

export interface RowQuery {
  readonly search?: string | undefined
  readonly state?: Standing['state'] | undefined
  readonly limit: number
}

export interface ScheduleCounts {
  readonly rows: number
  readonly due: number
  /** Undefined if none is due. */
  readonly oldestDueSinceMs: number | undefined
  readonly failing: number
  readonly byState: Readonly<Partial<Record<Standing['state'], number>>>
}
