import {
  printRoute,
  routeOf,
  WorkflowConfigurationError,
  type Queue,
  type Route,
} from '@conversation-transfer/transfer-workflow'
import { CliError } from '../../cli-error.ts'
import { EXIT } from '../../exit-code.ts'
import { readAttributes } from '../../workflow/attributes.ts'
import { findQueue } from '../../workflow/generate.ts'
import { readConfiguration, readQueues, withSource, type SourceOptions } from '../../workflow/workflow-source.ts'
import type { AddCommand } from '../command.ts'

const EXAMPLES = `
Examples:
  conversation-transfer workflow where --to-queue Sales
  conversation-transfer workflow where workflow.json --queues queues.json --to-worker WK0123...
  conversation-transfer workflow where --task '{"transferTargetType":"other","workerSidsInConversation":[]}'

Ends with ${EXIT.found} if the invite would go nowhere.
`

interface Options extends SourceOptions {
  readonly toWorker?: string
  readonly toQueue?: string
  readonly task?: string
  readonly json?: true
}

export const addWhereCommand: AddCommand = (workflow, surroundings, end) => {
  withSource(workflow.command('where'))
    .description('Says where one invite would go, and why.')
    .argument('[file]', 'the workflow’s configuration, or - for the standard input; else that of the account')
    .option('--to-worker <sid>', 'an invite to this agent')
    .option('--to-queue <queue>', 'an invite to this queue, by sid or name')
    .option('--task <attributes>', 'the task’s attributes, or further ones for the above: JSON, or a file')
    .option('--json', 'print the route as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (file: string | undefined, options: Options) => {
      const { toWorker, toQueue, task, profile } = options
      if (toWorker !== undefined && toQueue !== undefined) throw usage('Give --to-worker or --to-queue, not both.')
      if (toWorker === undefined && toQueue === undefined && task === undefined) {
        throw usage('Say what to route: --to-worker, --to-queue, or --task with a task’s attributes.')
      }
      const queues = await readQueues(surroundings, options)
      const besides = task === undefined ? { workerSidsInConversation: [] } : await readAttributes(surroundings, task)
      const attributes = { ...besides, ...inviteTo(options, queues) }
      const { configuration } = await readConfiguration(surroundings, file, profile)
      const route = readRoute(configuration, attributes, queues)
      surroundings.print(options.json === true ? `${JSON.stringify(route, undefined, 2)}\n` : printRoute(route))
      if (route.end === 'unmatched') end(EXIT.found)
    })
}

function usage(message: string): CliError {
  return new CliError(EXIT.usage, message)
}

function inviteTo({ toWorker, toQueue }: Options, queues: readonly Queue[]): object {
  if (toWorker !== undefined) {
    return { transferTargetType: 'worker', transferTargetSid: toWorker, transferQueueName: '' }
  }
  if (toQueue === undefined) return {}
  const { sid, friendlyName } = findQueue(queues, toQueue)
  return { transferTargetType: 'queue', transferTargetSid: sid, transferQueueName: friendlyName }
}

function readRoute(configuration: string, attributes: object, queues: readonly Queue[]): Route {
  try {
    return routeOf(configuration, attributes, queues)
  } catch (error: unknown) {
    // Twilio refuses such a workflow, so it is one of a file.
    if (error instanceof WorkflowConfigurationError) throw new CliError(EXIT.usage, error.message, { cause: error })
    throw error
  }
}
