import type { Path } from '../expression/expression.ts'
import { ExpressionError } from '../expression/expression-error.ts'
import { lookUp } from '../expression/look-up.ts'
import { parseText } from '../expression/parse-text.ts'
import type { NameCheck } from '../expression/parse-text.ts'

/** `worker.level DESC`. Source: https://www.twilio.com/docs/taskrouter/order-workers */
export interface OrderByClause {
  /** Begins with `worker`. */
  readonly path: Path
  readonly direction: 'ASC' | 'DESC'
}

/**
 * Reads `worker.level DESC, worker.age ASC`.
 *
 * @throws {ExpressionError}
 */
export function parseOrderBy(text: string): readonly OrderByClause[] {
  return parseText(text, (grammar) => grammar.ordering(), checkWorkerName).map(({ path, direction }) => ({
    path,
    direction: directionOf(text, direction),
  }))
}

/**
 * The workers in the order in which they are to be asked. Give them in TaskRouter's own order, the longest without a
 * task first: it decides between equals. A worker without the attribute comes after those who have it, in either
 * direction. If any worker has something other than an integer there, the whole `order_by` is ignored; that "the
 * expression is ignored" means all of its clauses and for all workers is assumed.
 */
export function orderWorkers<Worker>(
  workers: readonly Worker[],
  orderBy: readonly OrderByClause[],
  attributesOf: (worker: Worker) => unknown,
): readonly Worker[] {
  const ranked: { worker: Worker; ranks: readonly (number | undefined)[] }[] = []
  for (const worker of workers) {
    const ranks = ranksOf({ worker: attributesOf(worker) }, orderBy)
    if (ranks === undefined) return workers
    ranked.push({ worker, ranks })
  }
  return ranked.sort((one, other) => compareByClauses(orderBy, one.ranks, other.ranks)).map(({ worker }) => worker)
}

/** What each clause compares, undefined where the worker lacks it; undefined as a whole if something is no integer. */
function ranksOf(document: unknown, orderBy: readonly OrderByClause[]): (number | undefined)[] | undefined {
  const ranks: (number | undefined)[] = []
  for (const { path } of orderBy) {
    const value = lookUp(path, document) ?? undefined
    if (value !== undefined && !isInteger(value)) return undefined
    ranks.push(value)
  }
  return ranks
}

function isInteger(value: unknown): value is number {
  return Number.isInteger(value)
}

function compareByClauses(
  orderBy: readonly OrderByClause[],
  one: readonly (number | undefined)[],
  other: readonly (number | undefined)[],
): number {
  for (const [index, { direction }] of orderBy.entries()) {
    const left = one[index]
    const right = other[index]
    if (left === right) continue
    if (left === undefined) return 1
    if (right === undefined) return -1
    return direction === 'ASC' ? left - right : right - left
  }
  return 0
}

const checkWorkerName: NameCheck = (path) =>
  path[0] === 'worker' && path.length > 1
    ? undefined
    : 'An order_by compares attributes of workers; write `worker.` and the name of one.'

function directionOf(text: string, { image, startOffset }: { image: string; startOffset: number }): 'ASC' | 'DESC' {
  const direction = image.toUpperCase()
  if (direction === 'ASC' || direction === 'DESC') return direction
  throw new ExpressionError(text, startOffset, `Expected \`ASC\` or \`DESC\`, but found \`${image}\`.`)
}
