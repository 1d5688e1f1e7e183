export {
  DEFAULT_KNOWN_AGENT_TIMEOUT_SECONDS,
  DEFAULT_QUEUE_TIMEOUT_SECONDS,
  generateWorkflow,
} from './generate-workflow.ts'
export type { GeneratedWorkflow, WorkflowInput, WorkflowVariant } from './generate-workflow.ts'
export type { Finding, FindingCode, Severity } from './lint/finding.ts'
export { lintWorkflow } from './lint/lint-workflow.ts'
export type { LintOptions } from './lint/lint-workflow.ts'
export { queueNames } from './lint/queue-title.ts'
export { RESERVATION_TIMEOUT_SECONDS } from './limits.ts'
export { printRoute } from './print-route.ts'
export type { Queue } from './queue.ts'
export type { AttributeRead, Route, RouteMatch, RouteStep } from './route.ts'
export { routeOf } from './route-of.ts'
export { printWorkflow } from './workflow-document.ts'
export type { FilterDocument, TargetDocument, WorkflowDocument } from './workflow-document.ts'
export { WorkflowInputError } from './workflow-input-error.ts'
export type { WorkflowInputErrorCode } from './workflow-input-error.ts'
export { WorkflowConfigurationError } from '@conversation-transfer/taskrouter-language'
