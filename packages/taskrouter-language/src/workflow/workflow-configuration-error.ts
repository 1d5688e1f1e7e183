import { ExpressionError } from '../expression/expression-error.ts'

/** A configuration that cannot be used. The message names the place, what is there and what may be there. */
export class WorkflowConfigurationError extends Error {
  override readonly name = 'WorkflowConfigurationError'
  /** Such as `task_routing.filters[2].targets[0].timeout`; empty if it is the whole text. */
  readonly path: string
  /** The character of the expression at `path` (from 0), if reading that expression is what failed. */
  readonly position: number | undefined

  constructor(path: string, problem: string, options?: ErrorOptions) {
    super(path === '' ? problem : `${path}: ${problem}`, options)
    this.path = path
    this.position = options?.cause instanceof ExpressionError ? options.cause.position : undefined
  }
}
