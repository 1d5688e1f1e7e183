import type { Path } from './expression.ts'
import { lookUp } from './look-up.ts'
import type { NameCheck } from './parse-text.ts'

/**
 * What the names of an expression refer to. Attributes are JSON as decoded, of any shape.
 * Source: https://www.twilio.com/docs/taskrouter/expression-syntax and, for the counts,
 * https://www.twilio.com/docs/taskrouter/worker-presence
 *
 * A worker is its attributes with the fields `sid`, `friendly_name`, `activity_sid`, `activity_name` laid over them.
 */
export type ExpressionScope =
  /** A queue's `target_workers`: bare names are the worker's. */
  | { readonly kind: 'worker'; readonly worker: unknown }
  /** A filter's `expression`: bare names are the task's attributes. */
  | { readonly kind: 'task'; readonly task: unknown }
  /** A target's `expression`: every name begins with `task.` or `worker.`. */
  | { readonly kind: 'target'; readonly task: unknown; readonly worker: unknown }
  /** A target's `skip_if`: the names are `workers.available`, `workers.unavailable` and `workers.WA...`. */
  | { readonly kind: 'workerCounts'; readonly workers: WorkerCounts }

/** How many workers of the target's queue are in activities of each sort. An activity that is not named has none. */
export interface WorkerCounts {
  readonly available: number
  readonly unavailable: number
  readonly byActivity: Readonly<Record<string, number>>
}

/** The value of a path, or null if the document does not have it. */
export function resolvePath(path: Path, scope: ExpressionScope): unknown {
  if (scope.kind === 'workerCounts') return workerCount(path, scope.workers)
  return lookUp(path, documentOf(scope)) ?? null
}

function documentOf(scope: Exclude<ExpressionScope, { kind: 'workerCounts' }>): unknown {
  if (scope.kind === 'worker') return scope.worker
  return scope.kind === 'task' ? scope.task : { task: scope.task, worker: scope.worker }
}

function workerCount(path: Path, workers: WorkerCounts): unknown {
  if (!isWorkerCount(path)) return null
  const name = path[1]
  if (name === 'available') return workers.available
  if (name === 'unavailable') return workers.unavailable
  return lookUp(path.slice(1), workers.byActivity) ?? 0
}

/** Which names an expression may have that is to be evaluated in a scope of each kind. */
export const NAME_CHECKS: Readonly<Record<ExpressionScope['kind'], NameCheck>> = {
  worker: () => undefined,
  task: () => undefined,
  target: (path) => {
    if ((path[0] === 'task' || path[0] === 'worker') && path.length > 1) return undefined
    const name = path[0] === 'task' || path[0] === 'worker' ? 'attribute' : path.join('.')
    return `A target's expression sees two documents; write \`task.${name}\` or \`worker.${name}\`.`
  },
  workerCounts: (path) =>
    isWorkerCount(path)
      ? undefined
      : 'A skip_if knows `workers.available`, `workers.unavailable` and `workers.WA...` (the sid of an activity) only.',
}

const ACTIVITY_SID = /^WA[0-9a-fA-F]{32}$/

function isWorkerCount([first, name, ...more]: Path): boolean {
  if (first !== 'workers' || typeof name !== 'string' || more.length > 0) return false
  return name === 'available' || name === 'unavailable' || ACTIVITY_SID.test(name)
}
