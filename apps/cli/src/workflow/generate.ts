import {
  DEFAULT_KNOWN_AGENT_TIMEOUT_SECONDS,
  DEFAULT_QUEUE_TIMEOUT_SECONDS,
  generateWorkflow,
  printWorkflow,
  queueNames,
  WorkflowInputError,
  type Queue,
  type WorkflowVariant,
} from '@conversation-transfer/transfer-workflow'
import { Option, type Command } from 'commander'
import { CliError } from '../cli-error.ts'
import { EXIT } from '../exit-code.ts'

export interface GenerateOptions {
  readonly everyone: string
  readonly variant: WorkflowVariant
  readonly agentTimeout?: string
  readonly queueTimeout?: string
}

/** Options of every command that generates. */
export function withGenerating(command: Command): Command {
  const variant = new Option(
    '--variant <variant>',
    'who looks after invites that nobody takes: the backend, or the workflow itself, which sends them on to everyone',
  ).choices(['backend', 'standalone'])
  return command
    .option('--everyone <queue>', 'sid or name of the queue that has every agent', 'Everyone')
    .addOption(variant.default('backend'))
    .option(
      '--agent-timeout <seconds>',
      `how long an invite waits for the agent whom it names (default: ${DEFAULT_KNOWN_AGENT_TIMEOUT_SECONDS})`,
    )
    .option(
      '--queue-timeout <seconds>',
      `how long in the chosen queue before everyone; standalone only (default: ${DEFAULT_QUEUE_TIMEOUT_SECONDS})`,
    )
}

export interface Generated {
  readonly configuration: string
  readonly warnings: readonly string[]
}

/** The text of the workflow for these queues. @throws {CliError} */
export function generate(queues: readonly Queue[], options: GenerateOptions): Generated {
  const { everyone, variant, agentTimeout, queueTimeout } = options
  try {
    const { document, warnings } = generateWorkflow({
      queues,
      everyoneQueueSid: findQueue(queues, everyone).sid,
      variant,
      knownAgentTimeoutSeconds: seconds('--agent-timeout', agentTimeout),
      queueTimeoutSeconds: seconds('--queue-timeout', queueTimeout),
    })
    return { configuration: printWorkflow(document), warnings }
  } catch (error: unknown) {
    if (error instanceof WorkflowInputError) throw new CliError(EXIT.usage, error.message, { cause: error })
    throw error
  }
}

/** The queue that a person means by its sid or its name. @throws {CliError} */
export function findQueue(queues: readonly Queue[], sidOrName: string): Queue {
  const found = queues.filter(({ sid, friendlyName }) => sid === sidOrName || friendlyName === sidOrName)
  const [queue, second] = found
  if (queue !== undefined && second === undefined) return queue
  if (second !== undefined) throw new CliError(EXIT.usage, `Several queues are called ${sidOrName}; give a sid.`)
  throw new CliError(EXIT.usage, `No queue has the sid or name ${sidOrName}. There are ${queueNames(queues)}.`)
}

export function seconds(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new CliError(EXIT.usage, `${option} is a whole number of seconds, not ${text}.`)
}
