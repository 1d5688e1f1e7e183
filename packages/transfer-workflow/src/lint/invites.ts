import { nameObstacle } from '../queue-filter-expression.ts'
import { namesInCommon } from '../names-in-common.ts'
import type { Queue } from '../queue.ts'

/** The attributes of invites, as far as a workflow routes by them; made up to see where they would go. */
export interface SampleInvites {
  readonly worker: Attributes
  readonly queues: readonly QueueInvites[]
  /** To a queue that is newer than the workflow. */
  readonly unlistedQueue: Attributes
}

export interface QueueInvites {
  readonly queue: Queue
  /** Ours, which name both. */
  readonly complete: Attributes
  readonly sidOnly: Attributes
  /** As plugins send it that know queues by name; undefined if no expression could find the queue by its name. */
  readonly nameOnly: Attributes | undefined
}

type Attributes = Readonly<Record<string, unknown>>

/** `besides` is what the account's tasks carry in other attributes: an invite has all that the task before it had. */
export function sampleInvites(queues: readonly Queue[], besides: Attributes): SampleInvites {
  const common = { ...besides, workerSidsInConversation: [INSIDE_WORKER_SID] }
  const toQueue = { ...common, transferTargetType: 'queue' }
  const ambiguous = namesInCommon(queues)
  return {
    worker: { ...common, transferTargetType: 'worker', transferTargetSid: TARGET_WORKER_SID, transferQueueName: '' },
    queues: queues.map((queue) => {
      const { sid, friendlyName } = queue
      const findable = nameObstacle(queue) === undefined && !ambiguous.has(friendlyName)
      return {
        queue,
        complete: { ...toQueue, transferTargetSid: sid, transferQueueName: friendlyName },
        sidOnly: { ...toQueue, transferTargetSid: sid },
        nameOnly: findable ? { ...toQueue, transferQueueName: friendlyName } : undefined,
      }
    }),
    unlistedQueue: { ...toQueue, transferTargetSid: UNLISTED_QUEUE, transferQueueName: UNLISTED_QUEUE },
  }
}

const TARGET_WORKER_SID = `WK${'0'.repeat(32)}`
const INSIDE_WORKER_SID = `WK${'f'.repeat(32)}`
/** No queue can have this sid, and hardly one this name. */
const UNLISTED_QUEUE = 'A queue that was created after the workflow'
