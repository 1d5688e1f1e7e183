import type { WorkflowConfiguration } from '@conversation-transfer/taskrouter-language'
import type { WorkflowVariant } from '../generate-workflow.ts'
import type { Queue } from '../queue.ts'
import { walkWorkflow, type Walk } from '../walk-workflow.ts'
import { sampleInvites, type QueueInvites } from './invites.ts'

/** What every rule looks at: the workflow, and the ways that sample invites take through it. */
export interface LintContext {
  readonly configuration: WorkflowConfiguration
  readonly queues: readonly Queue[]
  readonly worker: Walk
  readonly toQueues: readonly QueueWalks[]
  readonly unlistedQueue: Walk
  /** All of the above. */
  readonly walks: readonly Walk[]
  readonly variant: WorkflowVariant | undefined
  readonly reservationTimeoutSeconds: number
}

export interface QueueWalks {
  readonly queue: Queue
  readonly complete: Walk
  readonly sidOnly: Walk
  readonly nameOnly: Walk | undefined
}

interface LintInput extends Pick<LintContext, 'configuration' | 'queues' | 'variant' | 'reservationTimeoutSeconds'> {
  readonly taskAttributes: Readonly<Record<string, unknown>>
}

export function lintContext({ taskAttributes, ...input }: LintInput): LintContext {
  const { configuration, queues } = input
  const invites = sampleInvites(queues, taskAttributes)
  const worker = walkWorkflow(configuration, invites.worker)
  const unlistedQueue = walkWorkflow(configuration, invites.unlistedQueue)
  const toQueues = invites.queues.map((queueInvites) => walksOf(configuration, queueInvites))
  const queueWalks = toQueues.flatMap(({ complete, sidOnly, nameOnly = complete }) => [complete, sidOnly, nameOnly])
  return { ...input, worker, toQueues, unlistedQueue, walks: [worker, ...queueWalks, unlistedQueue] }
}

function walksOf(
  configuration: WorkflowConfiguration,
  { queue, complete, sidOnly, nameOnly }: QueueInvites,
): QueueWalks {
  return {
    queue,
    complete: walkWorkflow(configuration, complete),
    sidOnly: walkWorkflow(configuration, sidOnly),
    nameOnly: nameOnly && walkWorkflow(configuration, nameOnly),
  }
}
