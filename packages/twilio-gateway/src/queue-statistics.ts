import type { Twilio } from 'twilio'
import { z } from 'zod'
import type { GatewaySettings } from './settings.ts'
import { TwilioFailure } from './twilio-failure.ts'
import { decode } from './decode.ts'

/** How a queue stands now. */
export interface QueueStatistics {
  readonly eligibleWorkers: number
  readonly availableWorkers: number
  /** Tasks that wait, or ring. */
  readonly waiting: number
}

const PAGE_SIZE = 1_000

/**
 * How all queues stand, by their sids, in one call. The SDK leaves the numbers of each queue undescribed, so they are read
 * as they come. Statistics that Twilio does not give leave the numbers out of the directory, and nothing else.
 */
export async function fetchQueueStatistics(
  client: Twilio,
  { workspaceSid }: Pick<GatewaySettings, 'workspaceSid'>,
): Promise<ReadonlyMap<string, QueueStatistics>> {
  try {
    const uri = `https://taskrouter.twilio.com/v1/Workspaces/${workspaceSid}/TaskQueues/Statistics?PageSize=${PAGE_SIZE}`
    const { body } = await client.request({ method: 'get', uri })
    const { task_queues_statistics: rows } = decode(page, body, 'statistics of task queues')
    return new Map(rows.map(({ task_queue_sid: sid, realtime }) => [sid, toStatistics(realtime)]))
  } catch (error: unknown) {
    if (error instanceof TwilioFailure) return new Map()
    throw error
  }
}

function toStatistics(realtime: z.infer<typeof realtimeNumbers>): QueueStatistics {
  return {
    eligibleWorkers: realtime.total_eligible_workers,
    availableWorkers: realtime.total_available_workers,
    waiting: (realtime.tasks_by_status['pending'] ?? 0) + (realtime.tasks_by_status['reserved'] ?? 0),
  }
}

const realtimeNumbers = z.object({
  total_eligible_workers: z.number(),
  total_available_workers: z.number(),
  tasks_by_status: z.record(z.string(), z.number()),
})

const page = z.object({
  task_queues_statistics: z.array(z.object({ task_queue_sid: z.string(), realtime: realtimeNumbers })),
})
