export { evaluateExpression } from './expression/evaluate-expression.ts'
export type { ComparisonOptions } from './expression/compare.ts'
export type { ComparisonOperator, Expression, Operand, Path, Scalar } from './expression/expression.ts'
export { ExpressionError } from './expression/expression-error.ts'
export type { ExpressionScope, WorkerCounts } from './expression/expression-scope.ts'
export { parseExpression } from './expression/parse-expression.ts'
export { printExpression } from './expression/print-expression.ts'
export { decodeWorkflowConfiguration } from './workflow/decode-workflow-configuration.ts'
export { knownWorker } from './workflow/known-worker.ts'
export type { KnownWorker } from './workflow/known-worker.ts'
export { matchFilter } from './workflow/match-filter.ts'
export type { FilterMatch, MatchFilterOptions } from './workflow/match-filter.ts'
export { orderWorkers } from './workflow/order-by.ts'
export type { OrderByClause } from './workflow/order-by.ts'
export type {
  KnownWorkerReference,
  WorkflowConfiguration,
  WorkflowFilter,
  WorkflowTarget,
} from './workflow/workflow-configuration.ts'
export { WorkflowConfigurationError } from './workflow/workflow-configuration-error.ts'
