import { WorkflowConfigurationError } from '@conversation-transfer/taskrouter-language'
import { printRoute } from '../print-route.ts'
import type { Queue } from '../queue.ts'
import type { Route } from '../route.ts'
import { routeOf } from '../route-of.ts'
import type { ExitCode } from './exit-code.ts'
import { findQueue } from './find-queue.ts'
import { checkStandardInput, onlyWorkflow, parseOptions, QUEUE_OPTIONS } from './parse-options.ts'
import { readAttributes } from './read-attributes.ts'
import { readQueues } from './read-queues.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

export async function whereCommand(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, {
    ...QUEUE_OPTIONS,
    'to-worker': { type: 'string' },
    'to-queue': { type: 'string' },
    task: { type: 'string' },
    json: { type: 'boolean' },
  })
  const path = onlyWorkflow(positionals)
  checkStandardInput(path, values.queues, values.task)
  const { 'to-worker': toWorker, 'to-queue': toQueue, task } = values
  if (toWorker !== undefined && toQueue !== undefined) throw new UsageError('Give --to-worker or --to-queue, not both.')
  if (toWorker === undefined && toQueue === undefined && task === undefined) {
    throw new UsageError('Say what to route: --to-worker WK..., --to-queue NAME, or --task FILE with attributes.')
  }
  const queues = await readQueues(values, terminal)
  const besides = task === undefined ? { workerSidsInConversation: [] } : await readAttributes(task, terminal)
  const attributes = { ...besides, ...inviteTo(toWorker, toQueue, queues) }
  const route = readRoute(await terminal.read(path), attributes, queues)
  terminal.print(values.json === true ? `${JSON.stringify(route, undefined, 2)}\n` : printRoute(route))
  return route.end === 'unmatched' ? 1 : 0
}

function inviteTo(worker: string | undefined, queue: string | undefined, queues: readonly Queue[]): object {
  if (worker !== undefined) {
    return { transferTargetType: 'worker', transferTargetSid: worker, transferQueueName: '' }
  }
  if (queue === undefined) return {}
  const { sid, friendlyName } = findQueue(queues, '--to-queue', queue)
  return { transferTargetType: 'queue', transferTargetSid: sid, transferQueueName: friendlyName }
}

function readRoute(text: string, attributes: object, queues: readonly Queue[]): Route {
  try {
    return routeOf(text, attributes, queues)
  } catch (error: unknown) {
    if (error instanceof WorkflowConfigurationError) throw new UsageError(error.message, { cause: error })
    throw error
  }
}
