import type { ComparisonOptions } from '../expression/compare.ts'
import { evaluateExpression } from '../expression/evaluate-expression.ts'
import type { WorkflowConfiguration, WorkflowFilter, WorkflowTarget } from './workflow-configuration.ts'

export type FilterMatch =
  | { readonly kind: 'filter'; readonly filter: WorkflowFilter; readonly filterIndex: number }
  | { readonly kind: 'defaultFilter'; readonly target: WorkflowTarget }
  /** The task falls out of the workflow and is canceled. */
  | { readonly kind: 'none' }

export interface MatchFilterOptions extends ComparisonOptions {
  /** Where to begin: after a filter whose targets are used up, the index that follows it. 0 by default. */
  readonly firstFilterIndex?: number
  /** Whether a target of an earlier filter timed out: then the default filter is out of reach. False by default. */
  readonly timedOut?: boolean
}

/**
 * Where a task goes: the first filter that it matches, else the default filter, else nowhere. A task that leaves a filter
 * goes on to the next one that it matches. The default filter takes it only if it skipped all the filters before, not if
 * one timed out.
 * Source: https://www.twilio.com/docs/taskrouter/workflow-configuration
 */
export function matchFilter(
  { filters, defaultFilter }: WorkflowConfiguration,
  taskAttributes: unknown,
  { firstFilterIndex = 0, timedOut = false, ...comparison }: MatchFilterOptions = {},
): FilterMatch {
  const scope = { kind: 'task', task: taskAttributes } as const
  for (const [filterIndex, filter] of filters.entries()) {
    if (filterIndex >= firstFilterIndex && evaluateExpression(filter.expression, scope, comparison)) {
      return { kind: 'filter', filter, filterIndex }
    }
  }
  return defaultFilter === undefined || timedOut ? { kind: 'none' } : { kind: 'defaultFilter', target: defaultFilter }
}
