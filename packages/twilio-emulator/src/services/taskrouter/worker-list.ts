import type { World } from '../../world/world.ts'
import { activityOf } from './activity-row.ts'
import { countEvaluation } from './evaluation-limit.ts'
import { parseParameter, workerMatches } from './expressions.ts'
import { isMember } from './queue-members.ts'
import type { Worker } from './state.ts'
import { yesOrNo } from './taskrouter-route.ts'

type Test = (worker: Worker) => boolean

/** The workers that a list's query asks for (TR-12). Throws Twilio's 400 for a query it cannot answer. */
export function listWorkers(world: World, query: URLSearchParams): Worker[] {
  const available = yesOrNo(query.get('Available'))
  const tests: (Test | undefined)[] = [
    equals(query, 'ActivitySid', ({ activitySid }) => activitySid),
    equals(query, 'ActivityName', (worker) => activityOf(world, worker).friendlyName),
    equals(query, 'FriendlyName', ({ friendlyName }) => friendlyName),
    available === undefined ? undefined : (worker) => activityOf(world, worker).available === available,
    expressionTest(world, query.get('TargetWorkersExpression')),
    queueTest(world, query.get('TaskQueueSid'), 'sid'),
    queueTest(world, query.get('TaskQueueName'), 'friendlyName'),
  ]
  const given = tests.filter((test) => test !== undefined)
  return world.taskrouter.workers.all().filter((worker) => given.every((test) => test(worker)))
}

function equals(query: URLSearchParams, name: string, field: (worker: Worker) => string): Test | undefined {
  const wanted = query.get(name)
  return wanted === null ? undefined : (worker) => field(worker) === wanted
}

function expressionTest(world: World, text: string | null): Test | undefined {
  if (text === null) return undefined
  const expression = parseParameter(text, 'TargetWorkersExpression', 'worker')
  countEvaluation(world, 'TargetWorkersExpression')
  return (worker) => workerMatches(world, expression, worker)
}

/** A queue that is not there has no workers. */
function queueTest(world: World, wanted: string | null, by: 'sid' | 'friendlyName'): Test | undefined {
  if (wanted === null) return undefined
  const queue = world.taskrouter.taskQueues.all().find((row) => row[by] === wanted)
  return (worker) => queue !== undefined && isMember(world, queue, worker.sid)
}
