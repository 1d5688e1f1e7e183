import type { KnownWorker } from '@conversation-transfer/taskrouter-language'
import type { WalkEnd } from './walk-workflow.ts'

/** Where a workflow would take a task, and why. */
export interface Route {
  readonly match: RouteMatch
  /** In the order in which the task comes by if nobody takes it. */
  readonly steps: readonly RouteStep[]
  readonly end: WalkEnd
}

export interface RouteMatch {
  readonly kind: 'filter' | 'defaultFilter' | 'none'
  /** Such as `task_routing.filters[2]`; undefined if nothing matches. */
  readonly path: string | undefined
  readonly filterName: string | undefined
  readonly expression: string | undefined
  /** What the task has of the attributes that were asked for: by this filter or, if none matches, by all of them. */
  readonly because: readonly AttributeRead[]
}

export interface AttributeRead {
  readonly attribute: string
  /** Undefined if the task does not have it. */
  readonly value: unknown
}

export interface RouteStep {
  /** Such as `task_routing.filters[2].targets[0]`. */
  readonly path: string
  readonly queueSid: string
  /** Undefined if the account has no such queue. */
  readonly queueName: string | undefined
  readonly knownWorker: KnownWorker | undefined
  /** Which workers of the queue may have the task; undefined is all of them. */
  readonly expression: string | undefined
  readonly skipIf: string | undefined
  readonly timeoutSeconds: number | undefined
  /** The priority that the task gets here; undefined if it keeps its own. */
  readonly priority: number | undefined
}
