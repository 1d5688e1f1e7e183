import {
  decodeWorkflowConfiguration,
  WorkflowConfigurationError,
  type WorkflowConfiguration,
} from '@conversation-transfer/taskrouter-language'
import type { WorkflowVariant } from '../generate-workflow.ts'
import { RESERVATION_TIMEOUT_SECONDS } from '../limits.ts'
import type { Queue } from '../queue.ts'
import { exclusionFindings } from './exclusion-findings.ts'
import type { Finding, Severity } from './finding.ts'
import { knownAgentFindings } from './known-agent-findings.ts'
import { lintContext } from './lint-context.ts'
import { queueFindings } from './queue-findings.ts'
import { reachFindings } from './reach-findings.ts'
import { timeoutFindings } from './timeout-findings.ts'
import { unknownQueueFindings } from './unknown-queue-findings.ts'

export interface LintOptions {
  /** What nobody looks after is a warning in the standalone variant. By default it is taken that the backend does. */
  readonly variant?: WorkflowVariant | undefined
  /** Other attributes of the account's tasks, for workflows whose filters ask for more than who is invited. */
  readonly taskAttributes?: Readonly<Record<string, unknown>> | undefined
  /** The workflow's `task_reservation_timeout`, which is not part of its configuration; 120 by default. */
  readonly reservationTimeoutSeconds?: number | undefined
}

const RULES = [
  knownAgentFindings,
  queueFindings,
  exclusionFindings,
  unknownQueueFindings,
  reachFindings,
  timeoutFindings,
] as const

/**
 * What is wrong with a workflow that invites go through: errors first, then warnings and notes. Sample invites to an agent,
 * to each queue and to an unknown queue are sent through it, so that any workflow that routes them well is well.
 */
export function lintWorkflow(
  configurationText: string,
  queues: readonly Queue[],
  { variant, taskAttributes = {}, reservationTimeoutSeconds = RESERVATION_TIMEOUT_SECONDS }: LintOptions = {},
): readonly Finding[] {
  const configuration = read(configurationText)
  if (configuration instanceof WorkflowConfigurationError) return [unreadable(configuration)]
  const context = lintContext({ configuration, queues, variant, taskAttributes, reservationTimeoutSeconds })
  const findings = RULES.flatMap((rule) => rule(context))
  return findings.sort((left, right) => SEVERITIES.indexOf(left.severity) - SEVERITIES.indexOf(right.severity))
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note']

function read(text: string): WorkflowConfiguration | WorkflowConfigurationError {
  try {
    return decodeWorkflowConfiguration(text)
  } catch (error: unknown) {
    if (error instanceof WorkflowConfigurationError) return error
    throw error
  }
}

function unreadable({ path, position, message }: WorkflowConfigurationError): Finding {
  const consequence = 'Twilio refuses such a workflow, or routes no invite by it; correct it here first.'
  return { severity: 'error', code: 'unreadable', path, position, message: `${message}\n${consequence}` }
}
