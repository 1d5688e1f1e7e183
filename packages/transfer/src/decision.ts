import type { Refusal } from './refusal.ts'
import type { TaskSid } from './sid.ts'
import type { Step } from './step.ts'

/** What follows from a command and what is observed. */
export type Decision =
  /** Perform these, together, and decide again. */
  | { readonly kind: 'steps'; readonly steps: readonly [Step, ...Step[]] }
  /** Nothing is left to do. */
  | { readonly kind: 'done'; readonly outcome: TransferOutcome }
  /** Nothing was changed, and nothing will be. */
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** Another request holds the claim, perhaps an earlier delivery of this very one: look again in a moment. */
  | { readonly kind: 'busy'; readonly withSameTransfer: boolean }

export interface TransferOutcome {
  readonly inviteTaskSid: TaskSid
  /** Whether somebody has followed the invite already; `unknown` once its task has been deleted. */
  readonly state: 'waiting' | 'accepted' | 'unknown'
  readonly remarks: readonly Remark[]
}

/** What was allowed, and is worth saying. */
export type Remark =
  /** The agent has as many conversations as they can take; the invite waits until one ends. */
  | 'target_at_capacity'
  /** Nobody in the queue is available now; the invite waits. */
  | 'target_queue_has_nobody_available'
