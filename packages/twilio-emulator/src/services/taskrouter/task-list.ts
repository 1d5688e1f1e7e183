import { invalidParameter } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'
import { countEvaluation } from './evaluation-limit.ts'
import { parseParameter, taskMatches } from './expressions.ts'
import type { Task } from './state.ts'
import { yesOrNo } from './taskrouter-route.ts'

/**
 * The tasks that a list's query asks for, in its order, as of a moment ago (TR-6, TR-19). Throws Twilio's 400 for a query
 * it cannot answer.
 */
export function listTasks(world: World, query: URLSearchParams): Task[] {
  const tests = filtersOf(world, query)
  const tasks = world.taskrouter.tasks.allAsSeen(world.assumptions.taskListLagMs)
  return ordered(
    tasks.filter((task) => tests.every((test) => test(task))),
    query.get('Ordering'),
  )
}

type Test = (task: Task) => boolean

function filtersOf(world: World, query: URLSearchParams): Test[] {
  const { workflows, taskQueues } = world.taskrouter
  const statuses = query.getAll('AssignmentStatus').flatMap((value) => value.split(','))
  const tests: (Test | undefined)[] = [
    statuses.length === 0 ? undefined : ({ status }) => statuses.includes(status),
    equals(query, 'Priority', ({ priority }) => String(priority)),
    equals(query, 'WorkflowSid', ({ workflowSid }) => workflowSid),
    equals(query, 'WorkflowName', ({ workflowSid }) => workflows.get(workflowSid ?? '')?.friendlyName),
    equals(query, 'TaskQueueSid', ({ taskQueueSid }) => taskQueueSid),
    equals(query, 'TaskQueueName', ({ taskQueueSid }) => taskQueues.get(taskQueueSid ?? '')?.friendlyName),
    equals(query, 'RoutingTarget', ({ routingTarget }) => routingTarget),
    // No task has add-ons here: they belong to other products.
    yesOrNo(query.get('HasAddons')) === true ? () => false : undefined,
    attributesTest(world, query.get('EvaluateTaskAttributes')),
  ]
  return tests.filter((test) => test !== undefined)
}

function equals(query: URLSearchParams, name: string, field: (task: Task) => string | undefined): Test | undefined {
  const wanted = query.get(name)
  return wanted === null ? undefined : (task) => field(task) === wanted
}

function attributesTest(world: World, text: string | null): Test | undefined {
  if (text === null) return undefined
  const expression = parseParameter(text, 'EvaluateTaskAttributes', 'task')
  countEvaluation(world, 'EvaluateTaskAttributes')
  return (task) => taskMatches(world, expression, task)
}

/** A map and no object: a query may well ask for `__proto__`. */
const ORDERINGS: ReadonlyMap<string, (task: Task) => number> = new Map([
  ['DateCreated', ({ createdAtMs }: Task) => createdAtMs],
  ['Priority', ({ priority }: Task) => priority],
  ['VirtualStartTime', ({ virtualStartMs }: Task) => virtualStartMs],
])

function ordered(tasks: Task[], ordering: string | null): Task[] {
  if (ordering === null) return tasks
  const [name = '', direction = 'asc'] = ordering.split(':')
  const key = ORDERINGS.get(name)
  if (key === undefined || !['asc', 'desc'].includes(direction)) {
    const allowed = [...ORDERINGS.keys()].join(', ')
    throw invalidParameter(`Ordering must be one of ${allowed} and :asc or :desc, not '${ordering}'`)
  }
  const sign = direction === 'asc' ? 1 : -1
  return tasks.sort((left, right) => sign * (key(left) - key(right)))
}
