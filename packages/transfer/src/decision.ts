import type { Read } from './observation.ts'
import type { Refusal } from './refusal.ts'
import type { TaskSid } from './sid.ts'
import type { Step } from './step.ts'

/** What follows from a command and what is observed. */
export type Decision =
  /** Perform these, together, and decide again. */
  | { readonly kind: 'steps'; readonly steps: readonly [Step, ...Step[]] }
  /** Nothing is left to do. */
  | { readonly kind: 'done'; readonly outcome: Outcome }
  /** Nothing was changed, and nothing will be. */
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** Another request holds the claim, perhaps an earlier delivery of this very one: look again in a moment. */
  | { readonly kind: 'busy'; readonly withSameTransfer: boolean }
  /** The caller has joined, and Twilio's lists do not show it yet: look again in a moment, and refuse if they still do not. */
  | { readonly kind: 'notVisibleYet'; readonly refusal: Refusal }
  /** The decision rests on something that has not been read. */
  | { readonly kind: 'read'; readonly reads: readonly [Read, ...Read[]] }

export type Outcome = InviteOutcome | CancelOutcome | DepartureOutcome

/** What came of a transfer or an invite. */
export interface InviteOutcome {
  readonly of: 'invite'
  readonly inviteTaskSid: TaskSid
  /** Whether somebody has followed the invite already; `unknown` once its task has been deleted. */
  readonly state: 'waiting' | 'accepted' | 'unknown'
  readonly remarks: readonly Remark[]
}

export interface CancelOutcome {
  readonly of: 'cancel'
  readonly inviteTaskSid: TaskSid
  /**
   * `accepted`: somebody was faster, and is in the conversation. `ended`: it had ended before. `sentBack`: nobody was
   * inside, so the conversation went back to where it came from.
   */
  readonly state: 'canceled' | 'accepted' | 'ended' | 'sentBack'
}

/** What came of somebody's leaving or being removed. */
export interface DepartureOutcome {
  readonly of: 'departure'
  /**
   * `goesOn`: somebody else is inside, or on the way. `stranded`: nobody is, and there is nobody to ask. The others: nobody
   * was, and the policy was applied.
   */
  readonly conversation: 'goesOn' | 'closed' | 'inactive' | 'requeued' | 'stranded'
}

/** What was allowed, and is worth saying. */
export type Remark =
  /** The agent has as many conversations as they can take; the invite waits until one ends. */
  | 'target_at_capacity'
  /** Nobody in the queue is available now; the invite waits. */
  | 'target_queue_has_nobody_available'
