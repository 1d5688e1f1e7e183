/**
 * What an invite would meet in a workflow. An `error` loses or misroutes customers in ordinary use; a `warning` does so
 * once something else happens too, such as an agent who does not answer; a `note` works and could be better.
 */
export interface Finding {
  readonly severity: Severity
  readonly code: FindingCode
  /** Such as `task_routing.filters[2].targets[0]`; empty if it is the whole text. */
  readonly path: string
  /** The character of the expression at `path` (from 0), if that expression cannot be read. */
  readonly position?: number | undefined
  /** What happens to customers because of it, and what to do. */
  readonly message: string
}

export type Severity = 'error' | 'warning' | 'note'

export type FindingCode =
  /** Not JSON, not a workflow, or an expression that cannot be read. */
  | 'unreadable'
  /** An invite to an agent meets no target that looks for the agent. */
  | 'no_known_agent_filter'
  | 'known_agent_without_timeout'
  | 'known_agent_timeout_long'
  /** The target's queue does not have every agent in it. */
  | 'known_agent_queue_partial'
  /** A target that may ring an agent who is in the conversation already. */
  | 'target_without_exclusion'
  | 'queue_without_filter'
  /** Invites to one queue go to another one. */
  | 'queue_routed_elsewhere'
  | 'queue_matched_by_name_only'
  | 'queue_matched_by_sid_only'
  /** A filter that asks for a queue by a name or sid that no queue has. */
  | 'filter_for_unknown_queue'
  | 'target_queue_unknown'
  /** A filter behind others that leave no invite for it. */
  | 'filter_shadowed'
  /** A target behind one that no task ever leaves. */
  | 'target_unreachable'
  /** Neither a filter nor a default filter takes what no other filter takes. */
  | 'no_catch_all'
  /** The targets' timeouts add up to more than a task's life. */
  | 'timeouts_beyond_task_life'
  | 'timeout_below_reservation_timeout'
  /** Standalone only: nobody looks after an invite that the workflow cancels. */
  | 'invite_canceled_at_end'
