import { matchFilter, type FilterMatch, type WorkflowTarget } from '@conversation-transfer/taskrouter-language'
import type { World } from '../../world/world.ts'
import { attributesOf } from './attributes.ts'
import { comparisonOptions, configurationOf } from './expressions.ts'
import type { RoutingStep, Task, Workflow } from './state.ts'

/** The first step of a task: where its routing target, or its workflow, sends it. Undefined if that is nowhere. */
export function firstStep(world: World, task: Task): RoutingStep | undefined {
  const { routingTarget } = task
  if (routingTarget?.startsWith('WQ') === true) return queueStep(routingTarget)
  const workflow = workflowOf(world, task)
  if (workflow === undefined) return undefined
  const match = matchFilter(configurationOf(workflow), attributesOf(task), comparisonOptions(world))
  return stepOfMatch(match, false)
}

/**
 * The step after this one: the filter's next target, else the next filter that matches, else the default filter, which
 * is out of reach once any target has timed out (TR-22, TR-23). Undefined where the workflow ends.
 */
export function stepAfter(world: World, task: Task, step: RoutingStep): RoutingStep | undefined {
  const workflow = workflowOf(world, task)
  if (step.filterIndex === undefined || workflow === undefined) return undefined
  const configuration = configurationOf(workflow)
  const { filterIndex, timedOut } = step
  const targetIndex = step.targetIndex + 1
  const target = configuration.filters[filterIndex]?.targets[targetIndex]
  if (target !== undefined) return { filterIndex, targetIndex, target, timedOut }
  const options = { firstFilterIndex: filterIndex + 1, timedOut, ...comparisonOptions(world) }
  return stepOfMatch(matchFilter(configuration, attributesOf(task), options), timedOut)
}

export function workflowOf(world: World, { workflowSid }: Task): Workflow | undefined {
  return workflowSid === undefined ? undefined : world.taskrouter.workflows.get(workflowSid)
}

function stepOfMatch(match: FilterMatch, timedOut: boolean): RoutingStep | undefined {
  switch (match.kind) {
    case 'filter': {
      const [target] = match.filter.targets
      return target && { filterIndex: match.filterIndex, targetIndex: 0, target, timedOut }
    }
    case 'defaultFilter':
      return { filterIndex: undefined, targetIndex: 0, target: match.target, timedOut }
    case 'none':
      return undefined
  }
}

/** A task that is sent straight to a queue waits there as in a default filter: for as long as it lives (TR-28). */
function queueStep(queueSid: string): RoutingStep {
  const target: WorkflowTarget = {
    queueSid,
    priority: undefined,
    timeoutSeconds: undefined,
    expression: undefined,
    knownWorker: undefined,
    orderBy: [],
    skipIf: undefined,
  }
  return { filterIndex: undefined, targetIndex: 0, target, timedOut: false }
}
