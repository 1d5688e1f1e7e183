import { NOT_INSIDE } from './inside-exclusion.ts'
import { KNOWN_AGENT_TIMEOUT_SECONDS_MAX, QUEUE_TIMEOUT_SECONDS_MAX, WORKFLOW_SIZE_BYTES_MAX } from './limits.ts'
import { namesInCommon } from './names-in-common.ts'
import { nameObstacle, queueFilterExpression } from './queue-filter-expression.ts'
import type { Queue } from './queue.ts'
import { printWorkflow, type FilterDocument, type TargetDocument, type WorkflowDocument } from './workflow-document.ts'
import { WorkflowInputError } from './workflow-input-error.ts'

/** Equal to Twilio's default reservation timeout: an agent who is free has the time of one ring. */
export const DEFAULT_KNOWN_AGENT_TIMEOUT_SECONDS = 120
/** Ours: ten minutes in the queue that was chosen, before anybody at all may take the customer. */
export const DEFAULT_QUEUE_TIMEOUT_SECONDS = 600

/**
 * Who looks after invites that nobody takes. With the backend they wait in the queue that was chosen, and a direct one
 * ends when its agent did not take it, so that the backend tries again; standalone, the workflow itself sends them on.
 */
export type WorkflowVariant = 'backend' | 'standalone'

export interface WorkflowInput {
  readonly queues: readonly Queue[]
  /** The queue that has every agent in it: a known agent outside the target's queue is never found (error 40152). */
  readonly everyoneQueueSid: string
  readonly variant: WorkflowVariant
  readonly knownAgentTimeoutSeconds?: number | undefined
  /** How long an invite waits in a queue before it goes on to everyone; used by the standalone variant only. */
  readonly queueTimeoutSeconds?: number | undefined
}

export interface GeneratedWorkflow {
  readonly document: WorkflowDocument
  /** Sentences about queues that could not be given all that the others have. */
  readonly warnings: readonly string[]
}

/**
 * The workflow that takes every invite where it is meant to go and never to somebody who is inside. Queues are sorted by
 * name, so that the same queues in any order give the same text.
 *
 * @throws {WorkflowInputError}
 */
export function generateWorkflow(input: WorkflowInput): GeneratedWorkflow {
  const settings = checked(input)
  const queues = [...input.queues].sort(byNameThenSid)
  const ambiguous = namesInCommon(queues)
  const obstacles = queues.map((queue) => ({ queue, obstacle: obstacleOf(queue, ambiguous) }))
  const document: WorkflowDocument = {
    task_routing: {
      filters: [
        knownAgentFilter(settings),
        ...obstacles.map(({ queue, obstacle }) => queueFilter(queue, obstacle === undefined, settings)),
        catchAllFilter(settings),
      ],
      // Twilio documents nothing but a queue here, so nobody could be excluded: no invite of ours must get this far.
      // What does is other people's tasks, which have no list of workers inside and would match no target above.
      default_filter: { queue: settings.everyoneQueueSid },
    },
  }
  checkSize(document)
  return { document, warnings: obstacles.flatMap(({ queue, obstacle }) => warningOf(queue, obstacle)) }
}

interface Settings {
  readonly everyoneQueueSid: string
  readonly variant: WorkflowVariant
  readonly knownAgentTimeoutSeconds: number
  readonly queueTimeoutSeconds: number
}

function knownAgentFilter({ everyoneQueueSid, variant, knownAgentTimeoutSeconds }: Settings): FilterDocument {
  return {
    filter_friendly_name: 'To an agent',
    expression: "transferTargetType == 'worker'",
    targets: [
      {
        queue: everyoneQueueSid,
        known_worker_sid: 'task.transferTargetSid',
        expression: NOT_INSIDE,
        // Without it an agent who declines or is away keeps the customer waiting until the task's life ends:
        // https://www.twilio.com/docs/taskrouter/workflow-configuration/known-agent-routing
        timeout: knownAgentTimeoutSeconds,
      },
      ...(variant === 'standalone' ? [target(everyoneQueueSid)] : []),
    ],
  }
}

function queueFilter(queue: Queue, byName: boolean, settings: Settings): FilterDocument {
  const { everyoneQueueSid, variant, queueTimeoutSeconds } = settings
  // From everyone there is nobody else to go on to.
  const goesOn = variant === 'standalone' && queue.sid !== everyoneQueueSid
  return {
    filter_friendly_name: `To queue ${queue.friendlyName}`,
    expression: queueFilterExpression(queue, { byName }),
    targets: goesOn
      ? [{ ...target(queue.sid), timeout: queueTimeoutSeconds }, target(everyoneQueueSid)]
      : [target(queue.sid)],
  }
}

/**
 * For queues that are newer than the workflow. It asks for `queue`, not for anything at all: a task whose targets are used
 * up goes on to later filters that match, and a direct invite of the backend variant is to end there.
 */
function catchAllFilter({ everyoneQueueSid }: Settings): FilterDocument {
  return {
    filter_friendly_name: 'To a queue that has no filter',
    expression: "transferTargetType == 'queue'",
    targets: [target(everyoneQueueSid)],
  }
}

function target(queueSid: string): TargetDocument {
  return { queue: queueSid, expression: NOT_INSIDE }
}

function obstacleOf(queue: Queue, ambiguous: ReadonlySet<string>): string | undefined {
  return ambiguous.has(queue.friendlyName) ? 'another queue has the same name' : nameObstacle(queue)
}

function warningOf({ sid, friendlyName }: Queue, obstacle: string | undefined): string[] {
  if (obstacle === undefined) return []
  return [
    `Queue ${sid} is matched by its sid only, not by its name ${JSON.stringify(friendlyName)}: ${obstacle}.` +
      ' Invites that give only the name go to everyone; rename the queue if you have such invites.',
  ]
}

function checked({ queues, everyoneQueueSid, variant, ...timeouts }: WorkflowInput): Settings {
  checkQueues(queues)
  if (!queues.some(({ sid }) => sid === everyoneQueueSid)) {
    const problem = `The queue for everyone, ${JSON.stringify(everyoneQueueSid)}, is not among the ${queues.length} queues`
    throw new WorkflowInputError('everyone_unknown', `${problem}; give the sid of the one that has every agent in it.`)
  }
  const {
    knownAgentTimeoutSeconds = DEFAULT_KNOWN_AGENT_TIMEOUT_SECONDS,
    queueTimeoutSeconds = DEFAULT_QUEUE_TIMEOUT_SECONDS,
  } = timeouts
  checkTimeout('The timeout for a known agent', knownAgentTimeoutSeconds, KNOWN_AGENT_TIMEOUT_SECONDS_MAX)
  checkTimeout('The timeout for a queue', queueTimeoutSeconds, QUEUE_TIMEOUT_SECONDS_MAX)
  return { everyoneQueueSid, variant, knownAgentTimeoutSeconds, queueTimeoutSeconds }
}

function checkQueues(queues: readonly Queue[]): void {
  const seen = new Set<string>()
  for (const { sid, friendlyName } of queues) {
    if (!/^WQ[0-9a-fA-F]{32}$/.test(sid)) {
      const problem = `Queue ${JSON.stringify(friendlyName)} has the sid ${JSON.stringify(sid)}`
      throw new WorkflowInputError('queue_malformed', `${problem}; a queue's sid is WQ and 32 hexadecimal digits.`)
    }
    if (seen.has(sid)) {
      throw new WorkflowInputError('queue_repeated', `Queue ${sid} is listed more than once; list every queue once.`)
    }
    seen.add(sid)
  }
}

function checkTimeout(name: string, seconds: number, secondsMax: number): void {
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= secondsMax) return
  const allowed = `a whole number of seconds from 1 to ${secondsMax}`
  throw new WorkflowInputError('timeout_out_of_range', `${name} is ${seconds}; it must be ${allowed}.`)
}

function checkSize(document: WorkflowDocument): void {
  const bytes = new TextEncoder().encode(printWorkflow(document)).length
  if (bytes <= WORKFLOW_SIZE_BYTES_MAX) return
  const problem = `A workflow with ${document.task_routing.filters.length} filters takes ${bytes} bytes`
  const remedy = `Twilio stores ${WORKFLOW_SIZE_BYTES_MAX}; leave out queues that nobody transfers to.`
  throw new WorkflowInputError('too_large', `${problem}; ${remedy}`)
}

/** Compares code units, so that the order is the same on every machine, whatever its language. */
function byNameThenSid(left: Queue, right: Queue): number {
  if (left.friendlyName !== right.friendlyName) return left.friendlyName < right.friendlyName ? -1 : 1
  return left.sid < right.sid ? -1 : 1
}
