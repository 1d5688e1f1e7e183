import type { World } from '../../world/world.ts'
import { countEvaluation } from './evaluation-limit.ts'
import { parseParameter, workerMatches } from './expressions.ts'
import { isMember, membersOf } from './queue-members.ts'
import type { TaskQueue } from './state.ts'

type Test = (queue: TaskQueue) => boolean

/** The queues that a list's query asks for (TR-16). Throws Twilio's 400 for a query it cannot answer. */
export function listTaskQueues(world: World, query: URLSearchParams): TaskQueue[] {
  const name = query.get('FriendlyName')
  const workerSid = query.get('WorkerSid')
  const tests: (Test | undefined)[] = [
    name === null ? undefined : ({ friendlyName }) => friendlyName === name,
    workerSid === null ? undefined : (queue) => isMember(world, queue, workerSid),
    attributesTest(world, query.get('EvaluateWorkerAttributes')),
  ]
  const given = tests.filter((test) => test !== undefined)
  return world.taskrouter.taskQueues.all().filter((queue) => given.every((test) => test(queue)))
}

/** The queues in which there is a worker for whom the expression holds. */
function attributesTest(world: World, text: string | null): Test | undefined {
  if (text === null) return undefined
  const expression = parseParameter(text, 'EvaluateWorkerAttributes', 'worker')
  countEvaluation(world, 'EvaluateWorkerAttributes')
  return (queue) => membersOf(world, queue).some((worker) => workerMatches(world, expression, worker))
}
