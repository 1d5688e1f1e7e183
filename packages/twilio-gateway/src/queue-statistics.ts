import { taskQueueSid, type TaskQueueSid } from '@conversation-transfer/transfer'
import { z } from 'zod'
import { decode } from './decode.ts'
import type { Performer } from './performer.ts'
import { workspaceOf } from './taskrouter.ts'
import { TwilioFailure } from './twilio-failure.ts'

/** How a queue stands, as of a moment ago. */
export interface QueueStatistics {
  readonly workers: number
  readonly availableWorkers: number
  readonly waiting: number
}

const QUEUES_PER_PAGE = 100
const QUEUES_MAX = 1_000

/** The numbers of all queues in one list; undefined if the account does not answer it. They are not worth a failure. */
export async function listQueueStatistics({
  client,
  settings,
}: Performer): Promise<ReadonlyMap<TaskQueueSid, QueueStatistics> | undefined> {
  try {
    const { statistics } = workspaceOf(client, settings).taskQueues
    const answer = await statistics.list({ pageSize: QUEUES_PER_PAGE, limit: QUEUES_MAX })
    const rows = decode(z.array(queueStatistics), answer, 'statistics of task queues')
    return new Map(rows.map(({ taskQueueSid: sid, realtime }) => [sid, numbersOf(realtime)]))
  } catch (error: unknown) {
    if (error instanceof TwilioFailure && NOT_ANSWERED.has(error.kind)) return undefined
    throw error
  }
}

const NOT_ANSWERED: ReadonlySet<string> = new Set(['rejected', 'unavailable', 'limited', 'undecodable'])

const realtimeStatistics = z.object({
  total_eligible_workers: z.number(),
  total_available_workers: z.number(),
  tasks_by_status: z.object({ pending: z.number(), reserved: z.number() }),
})

const queueStatistics = z.object({ taskQueueSid, realtime: realtimeStatistics })

function numbersOf(realtime: z.infer<typeof realtimeStatistics>): QueueStatistics {
  const { pending, reserved } = realtime.tasks_by_status
  return {
    workers: realtime.total_eligible_workers,
    availableWorkers: realtime.total_available_workers,
    waiting: pending + reserved,
  }
}
