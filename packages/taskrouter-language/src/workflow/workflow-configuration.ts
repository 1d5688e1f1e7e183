import type { Expression, Path } from '../expression/expression.ts'
import type { OrderByClause } from './order-by.ts'

/**
 * How a workflow routes tasks: the first filter that matches, its targets from the first to the last.
 * Source: https://www.twilio.com/docs/taskrouter/workflow-configuration
 */
export interface WorkflowConfiguration {
  readonly filters: readonly WorkflowFilter[]
  /** For tasks that match no filter, or skipped every filter that they match. It has no timeout. */
  readonly defaultFilter: WorkflowTarget | undefined
}

export interface WorkflowFilter {
  readonly friendlyName: string | undefined
  /** Evaluated in a scope of kind `task`. */
  readonly expression: Expression
  /** At least one. */
  readonly targets: readonly WorkflowTarget[]
}

export interface WorkflowTarget {
  /** The target's own queue or, if it names none, that of the target before it. */
  readonly queueSid: string
  /** The task's new priority, 0 to 2,147,483,647; undefined leaves it as it is. */
  readonly priority: number | undefined
  /** After how long the task goes on to the next target; undefined is never. */
  readonly timeoutSeconds: number | undefined
  /** Which workers of the queue may have the task, evaluated in a scope of kind `target`; undefined is all of them. */
  readonly expression: Expression | undefined
  readonly knownWorker: KnownWorkerReference | undefined
  /** Empty if the workers are to be in TaskRouter's own order. */
  readonly orderBy: readonly OrderByClause[]
  /** Evaluated in a scope of kind `workerCounts`, once, if the task cannot be reserved for anybody on arrival. */
  readonly skipIf: Expression | undefined
}

/** Where in the task's attributes a target finds the one worker that it wants. */
export interface KnownWorkerReference {
  readonly by: 'sid' | 'friendlyName'
  /** Begins with `task`. */
  readonly path: Path
}
