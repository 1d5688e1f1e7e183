import { generateWorkflow } from '../generate-workflow.ts'
import type { Queue } from '../queue.ts'
import { printWorkflow } from '../workflow-document.ts'
import { WorkflowInputError } from '../workflow-input-error.ts'
import type { ExitCode } from './exit-code.ts'
import { findQueue } from './find-queue.ts'
import { parseOptions, QUEUE_OPTIONS, secondsOption, variantOption } from './parse-options.ts'
import { readQueues } from './read-queues.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** What Flex calls the queue of all agents in a new account. */
const DEFAULT_EVERYONE = 'Everyone'

export async function generateCommand(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, {
    ...QUEUE_OPTIONS,
    everyone: { type: 'string' },
    variant: { type: 'string' },
    'agent-timeout': { type: 'string' },
    'queue-timeout': { type: 'string' },
    output: { type: 'string' },
  })
  if (positionals.length > 0) throw new UsageError(`${positionals.join(' ')} is too much: generate reads queues only.`)
  const options = {
    variant: variantOption(values.variant) ?? 'backend',
    knownAgentTimeoutSeconds: secondsOption('--agent-timeout', values['agent-timeout']),
    queueTimeoutSeconds: secondsOption('--queue-timeout', values['queue-timeout']),
  }
  const queues = await readQueues(values, terminal)
  const { document, warnings } = generate({ queues, everyoneQueueSid: everyoneOf(queues, values.everyone), ...options })
  for (const warning of warnings) terminal.complain(`warning: ${warning}\n`)
  if (values.output === undefined) terminal.print(printWorkflow(document))
  else await terminal.write(values.output, printWorkflow(document))
  return 0
}

function generate(input: Parameters<typeof generateWorkflow>[0]): ReturnType<typeof generateWorkflow> {
  try {
    return generateWorkflow(input)
  } catch (error: unknown) {
    if (error instanceof WorkflowInputError) throw new UsageError(error.message, { cause: error })
    throw error
  }
}

function everyoneOf(queues: readonly Queue[], everyone: string | undefined): string {
  return findQueue(queues, '--everyone', everyone ?? DEFAULT_EVERYONE).sid
}
