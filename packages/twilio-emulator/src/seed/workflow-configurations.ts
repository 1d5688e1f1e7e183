import { isObject } from '../transports/rest/parameters.ts'

interface Queue {
  readonly sid: string
  readonly friendlyName: string
}

/** Whoever is in the conversation already must not be rung for it again. */
const NOT_INSIDE = 'worker.sid NOT IN task.workerSidsInConversation'
/** How long an invite waits for the worker that it names; a known worker who is away would hold it for a day. */
const WORKER_TARGET_TIMEOUT_SECONDS = 120
/** How long an invite waits in a queue before anybody at all may have it. */
const QUEUE_TARGET_TIMEOUT_SECONDS = 600

/** Flex's own first workflow: every task goes to everyone. The first queue is the one that has everybody. */
export function assignWorkflowConfiguration([everyone]: readonly Queue[]): object {
  return { task_routing: { filters: [], default_filter: { queue: everyone?.sid } } }
}

/** Routes invites to the worker or to the queue that they name, and what names neither to everyone. */
export function transferWorkflowConfiguration(queues: readonly Queue[]): object {
  const [everyone] = queues
  return {
    task_routing: {
      filters: [
        workerFilter(everyone?.sid),
        ...queues.map(queueFilter),
        {
          filter_friendly_name: 'Anyone',
          expression: '1==1',
          targets: [{ queue: everyone?.sid, expression: NOT_INSIDE }],
        },
      ],
      default_filter: { queue: everyone?.sid },
    },
  }
}

/** A configuration in which queues stand by their names, with their sids in place of these. */
export function namedWorkflowConfiguration(configuration: object, queues: readonly Queue[]): object {
  const text = JSON.stringify(configuration, (key, value: unknown) => {
    const isQueue = key === 'queue' && typeof value === 'string'
    return isQueue ? (queues.find(({ friendlyName }) => friendlyName === value)?.sid ?? value) : value
  })
  const named: unknown = JSON.parse(text)
  return isObject(named) ? named : {}
}

function workerFilter(everyoneSid: string | undefined): object {
  return {
    filter_friendly_name: 'To a worker',
    expression: "transferTargetType == 'worker'",
    targets: [
      {
        queue: everyoneSid,
        known_worker_sid: 'task.transferTargetSid',
        expression: NOT_INSIDE,
        timeout: WORKER_TARGET_TIMEOUT_SECONDS,
      },
    ],
  }
}

function queueFilter({ sid, friendlyName }: Queue): object {
  const named = `(transferTargetSid == '${sid}' OR transferQueueName == '${friendlyName}')`
  return {
    filter_friendly_name: `To ${friendlyName}`,
    expression: `transferTargetType == 'queue' AND ${named}`,
    targets: [{ queue: sid, expression: NOT_INSIDE, timeout: QUEUE_TARGET_TIMEOUT_SECONDS }],
  }
}
