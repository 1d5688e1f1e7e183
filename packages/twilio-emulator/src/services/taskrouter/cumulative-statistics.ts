import type { World } from '../../world/world.ts'
import type { TaskrouterEvent } from './event-log.ts'
import type { Period } from './period.ts'

/** What has happened in a queue during a period, by Twilio's names (TR-33). */
export interface CumulativeStatistics {
  readonly avg_task_acceptance_time: number
  readonly [count: string]: number
}

/** Which events each number counts. */
const COUNTED_EVENTS = {
  reservations_created: 'reservation.created',
  reservations_accepted: 'reservation.accepted',
  reservations_rejected: 'reservation.rejected',
  reservations_timed_out: 'reservation.timeout',
  reservations_canceled: 'reservation.canceled',
  reservations_rescinded: 'reservation.rescinded',
  tasks_entered: 'task-queue.entered',
  tasks_moved: 'task-queue.moved',
  tasks_canceled: 'task.canceled',
  tasks_deleted: 'task.deleted',
} as const

/** The events of the period of each queue, of one task channel only if it is named. */
export function eventsByQueue(
  world: World,
  { fromMs, untilMs }: Period,
  taskChannelSid: string | undefined,
): ReadonlyMap<string, readonly TaskrouterEvent[]> {
  const byQueue = new Map<string, TaskrouterEvent[]>()
  for (const event of world.taskrouter.events.since(fromMs)) {
    const { task_queue_sid: queueSid, task_channel_sid: channelSid } = event.data
    if (event.atMs > untilMs || queueSid === undefined) continue
    if (taskChannelSid !== undefined && channelSid !== taskChannelSid) continue
    const events = byQueue.get(queueSid)
    if (events === undefined) byQueue.set(queueSid, [event])
    else events.push(event)
  }
  return byQueue
}

/** Counts the events of one queue. */
export function cumulativeStatistics(events: readonly TaskrouterEvent[]): CumulativeStatistics {
  const counts = Object.entries(COUNTED_EVENTS).map(([name, type]) => {
    return [name, events.filter((event) => event.type === type).length] as const
  })
  const accepted = events.filter(({ type }) => type === COUNTED_EVENTS.reservations_accepted)
  const ages = accepted.map(({ data }) => Number(data['task_age'] ?? 0))
  const sum = ages.reduce((total, age) => total + age, 0)
  return { ...Object.fromEntries(counts), avg_task_acceptance_time: ages.length === 0 ? 0 : sum / ages.length }
}
