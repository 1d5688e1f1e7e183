import {
  decodeWorkflowConfiguration,
  evaluateExpression,
  ExpressionError,
  parseExpression,
  WorkflowConfigurationError,
  type ComparisonOptions,
  type Expression,
  type WorkflowConfiguration,
} from '@conversation-transfer/taskrouter-language'
import { invalidParameter } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'
import { attributesOf } from './attributes.ts'
import type { Task, TaskQueue, Worker, Workflow } from './state.ts'
import { workerDocument } from './worker-document.ts'

/** Rows never change, so what was read from one stays right for as long as the row is there. */
const queueExpressions = new WeakMap<TaskQueue, Expression>()
const configurations = new WeakMap<Workflow, WorkflowConfiguration>()

/** Throws Twilio's 400 if the text is not an expression. `name` is the parameter that the error is about. */
export function parseParameter(text: string, name: string, kind: 'worker' | 'task'): Expression {
  try {
    return parseExpression(text, kind)
  } catch (error: unknown) {
    if (error instanceof ExpressionError) throw invalidParameter(`${name} is not an expression: ${error.message}`)
    throw error
  }
}

/** Throws Twilio's 400 if the text is not the configuration of a workflow. */
export function checkConfiguration(text: string): void {
  try {
    decodeWorkflowConfiguration(text)
  } catch (error: unknown) {
    if (error instanceof WorkflowConfigurationError) throw invalidParameter(`Configuration: ${error.message}`)
    throw error
  }
}

export function configurationOf(workflow: Workflow): WorkflowConfiguration {
  const known = configurations.get(workflow)
  if (known !== undefined) return known
  const configuration = decodeWorkflowConfiguration(workflow.configuration)
  configurations.set(workflow, configuration)
  return configuration
}

/** Whether the queue's own expression takes the worker in (TR-16). */
export function queueTakes(world: World, queue: TaskQueue, worker: Worker): boolean {
  if (queue.targetWorkers === undefined) return false
  const known = queueExpressions.get(queue)
  const expression = known ?? parseExpression(queue.targetWorkers, 'worker')
  if (known === undefined) queueExpressions.set(queue, expression)
  return workerMatches(world, expression, worker)
}

export function workerMatches(world: World, expression: Expression, worker: Worker): boolean {
  const scope = { kind: 'worker', worker: workerDocument(world, worker) } as const
  return evaluateExpression(expression, scope, comparisonOptions(world))
}

export function taskMatches(world: World, expression: Expression, task: Task): boolean {
  return evaluateExpression(expression, { kind: 'task', task: attributesOf(task) }, comparisonOptions(world))
}

/** What the documentation leaves open about comparisons is a matter of switches (TR-32, TR-34). */
export function comparisonOptions({ assumptions }: World): Required<ComparisonOptions> {
  const { notInNull, mixedTypes } = assumptions
  return { notInNull, mixedTypes }
}
