import {
  matchFilter,
  type WorkflowConfiguration,
  type WorkflowTarget,
} from '@conversation-transfer/taskrouter-language'

/** Everywhere that a task comes if nobody ever takes it. */
export interface Walk {
  /** The task's attributes. */
  readonly task: unknown
  /** In order; empty if no filter matches and there is no default filter. */
  readonly stops: readonly Stop[]
  readonly end: WalkEnd
}

export interface Stop {
  /** Undefined for the default filter. */
  readonly filterIndex: number | undefined
  readonly target: WorkflowTarget
  /** Such as `task_routing.filters[2].targets[0]`. */
  readonly path: string
}

export type WalkEnd =
  /** The last stop keeps the task until the task's own life ends, and then it is canceled. */
  | 'waits'
  /** No filter takes the task, so that it is canceled at once. */
  | 'unmatched'
  /** The last target timed out, and the task is canceled (`workflow.timeout`). */
  | 'timed_out'
  /** Every target was skipped, and the task is canceled (`workflow.skipped`). */
  | 'skipped'

/**
 * Follows a task through a workflow on its slowest way: a target that has a timeout and may be skipped counts as timed
 * out. A task that leaves a filter goes on to the next one that it matches, but to the default filter only if no target
 * has timed out.
 * Source: https://www.twilio.com/docs/taskrouter/workflow-configuration
 */
export function walkWorkflow(configuration: WorkflowConfiguration, task: unknown): Walk {
  const stops: Stop[] = []
  let firstFilterIndex = 0
  let timedOut = false
  while (true) {
    const match = matchFilter(configuration, task, { firstFilterIndex, timedOut })
    if (match.kind === 'none') return { task, stops, end: endOf(stops, timedOut) }
    if (match.kind === 'defaultFilter') {
      stops.push({ filterIndex: undefined, target: match.target, path: DEFAULT_FILTER })
      return { task, stops, end: 'waits' }
    }
    for (const [targetIndex, target] of match.filter.targets.entries()) {
      stops.push({ filterIndex: match.filterIndex, target, path: targetPath(match.filterIndex, targetIndex) })
      if (keepsTask(target)) return { task, stops, end: 'waits' }
      timedOut ||= target.timeoutSeconds !== undefined
    }
    firstFilterIndex = match.filterIndex + 1
  }
}

export const DEFAULT_FILTER = 'task_routing.default_filter'

export function filterPath(filterIndex: number): string {
  return `task_routing.filters[${filterIndex}]`
}

export function targetPath(filterIndex: number, targetIndex: number): string {
  return `${filterPath(filterIndex)}.targets[${targetIndex}]`
}

/** Whether no task ever goes on from here. */
export function keepsTask({ timeoutSeconds, skipIf }: WorkflowTarget): boolean {
  return timeoutSeconds === undefined && skipIf === undefined
}

function endOf(stops: readonly Stop[], timedOut: boolean): WalkEnd {
  if (stops.length === 0) return 'unmatched'
  return timedOut ? 'timed_out' : 'skipped'
}
