import { evaluateExpression, type WorkflowFilter } from '@conversation-transfer/taskrouter-language'
import { filterPath, keepsTask, targetPath } from '../walk-workflow.ts'
import type { Finding } from './finding.ts'
import type { LintContext } from './lint-context.ts'

/** What no invite ever comes to, and invites that come to an end which nobody looks after. */
export function reachFindings(context: LintContext): Finding[] {
  const { filters } = context.configuration
  return [
    ...filters.flatMap((filter, index) => shadowedFinding(filter, index, context)),
    ...filters.flatMap(unreachableFinding),
    ...canceledFinding(context),
  ]
}

/** Decided by the sample invites: a filter that matches some of them, and that none of them ever comes to. */
function shadowedFinding({ expression }: WorkflowFilter, filterIndex: number, context: LintContext): Finding[] {
  const comes = context.walks.some(({ stops }) => stops.some((stop) => stop.filterIndex === filterIndex))
  if (comes) return []
  const matching = context.walks.find(({ task }) => evaluateExpression(expression, { kind: 'task', task }))
  if (matching === undefined) return []
  const [first] = matching.stops
  const message =
    `Every invite that matches this filter stays with an earlier one (${first?.path}), so that nobody is ever routed by` +
    ' this one; move it up, narrow the earlier one, or remove this one.'
  return [{ severity: 'warning', code: 'filter_shadowed', path: filterPath(filterIndex), message }]
}

function unreachableFinding({ targets }: WorkflowFilter, filterIndex: number): Finding[] {
  const keeping = targets.findIndex(keepsTask)
  if (keeping === -1 || keeping === targets.length - 1) return []
  const message =
    'No customer ever comes to this target, because the one before it has neither a timeout nor a skip_if;' +
    ' add a timeout to that one, or remove this one.'
  return [{ severity: 'warning', code: 'target_unreachable', path: targetPath(filterIndex, keeping + 1), message }]
}

function canceledFinding({ variant, walks }: LintContext): Finding[] {
  if (variant !== 'standalone') return []
  const lastStops = walks
    .filter(({ end }) => end === 'timed_out' || end === 'skipped')
    .flatMap(({ stops }) => stops.slice(-1))
  return [...new Set(lastStops.map(({ path }) => path))].map((path) => ({
    severity: 'warning',
    code: 'invite_canceled_at_end',
    path,
    message:
      'An invite that nobody takes is canceled after this target, and without the backend nobody helps its customer;' +
      ' add a last target without a timeout, in a queue that has everyone.',
  }))
}
