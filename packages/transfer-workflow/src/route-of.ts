import {
  decodeWorkflowConfiguration,
  knownWorker,
  matchFilter,
  printExpression,
  type Expression,
  type Path,
  type WorkflowConfiguration,
} from '@conversation-transfer/taskrouter-language'
import { comparisonsOf } from './comparisons-of.ts'
import type { Queue } from './queue.ts'
import type { AttributeRead, Route, RouteMatch, RouteStep } from './route.ts'
import { DEFAULT_FILTER, filterPath, walkWorkflow, type Stop } from './walk-workflow.ts'

/**
 * Where a task with these attributes would go. Who is available is not asked: the steps are all that the task comes by
 * if nobody takes it.
 *
 * @throws {WorkflowConfigurationError} if the configuration cannot be read.
 */
export function routeOf(configurationText: string, taskAttributes: unknown, queues: readonly Queue[]): Route {
  const configuration = decodeWorkflowConfiguration(configurationText)
  const { stops, end } = walkWorkflow(configuration, taskAttributes)
  const names = new Map(queues.map(({ sid, friendlyName }) => [sid, friendlyName]))
  return {
    match: matchOf(configuration, taskAttributes),
    steps: stops.map((stop) => stepOf(stop, taskAttributes, names)),
    end,
  }
}

function matchOf(configuration: WorkflowConfiguration, taskAttributes: unknown): RouteMatch {
  const match = matchFilter(configuration, taskAttributes)
  if (match.kind === 'filter') {
    const { friendlyName, expression } = match.filter
    return {
      kind: 'filter',
      path: filterPath(match.filterIndex),
      filterName: friendlyName,
      expression: printExpression(expression),
      because: readsOf([expression], taskAttributes),
    }
  }
  const expressions = configuration.filters.map(({ expression }) => expression)
  return {
    kind: match.kind,
    path: match.kind === 'defaultFilter' ? DEFAULT_FILTER : undefined,
    filterName: undefined,
    expression: undefined,
    because: readsOf(expressions, taskAttributes),
  }
}

function readsOf(expressions: readonly Expression[], taskAttributes: unknown): AttributeRead[] {
  const operands = expressions.flatMap(comparisonsOf).flatMap(({ left, right }) => [left, right])
  const paths = operands.flatMap((operand) => (operand.kind === 'path' ? [operand.path] : []))
  const byName = new Map(paths.map((path) => [printPath(path), path]))
  return [...byName].map(([attribute, path]) => ({ attribute, value: lookUp(path, taskAttributes) }))
}

function printPath(path: Path): string {
  return path.reduce<string>((printed, segment) => {
    if (typeof segment === 'number') return `${printed}[${segment}]`
    return printed === '' ? segment : `${printed}.${segment}`
  }, '')
}

function lookUp(path: Path, document: unknown): unknown {
  let value = document
  for (const segment of path) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) !== (typeof segment === 'number')) {
      return undefined
    }
    value = Object.getOwnPropertyDescriptor(value, segment)?.value
  }
  return value
}

function stepOf({ path, target }: Stop, taskAttributes: unknown, names: ReadonlyMap<string, string>): RouteStep {
  return {
    path,
    queueSid: target.queueSid,
    queueName: names.get(target.queueSid),
    knownWorker: knownWorker(target, taskAttributes),
    expression: target.expression && printExpression(target.expression),
    skipIf: target.skipIf && printExpression(target.skipIf),
    timeoutSeconds: target.timeoutSeconds,
    priority: target.priority,
  }
}
