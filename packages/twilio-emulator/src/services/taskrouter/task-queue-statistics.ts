import type { World } from '../../world/world.ts'
import { membersOf } from './queue-members.ts'
import type { Task, TaskQueue } from './state.ts'

/** The statuses that the numbers count: who is done is in no queue any more (TR-33). */
const COUNTED_STATUSES = ['pending', 'reserved', 'assigned', 'wrapping'] as const

/** How a queue stands, as of a moment ago. */
export interface RealtimeStatistics {
  /** In the queue, whatever they do. */
  readonly eligibleWorkers: number
  /** In the queue, and in an activity that is available. */
  readonly availableWorkers: number
  readonly workersByActivity: ReadonlyMap<string, number>
  readonly tasksByStatus: Readonly<Record<(typeof COUNTED_STATUSES)[number], number>>
  readonly tasks: number
  /** The oldest of those whom nobody has accepted yet. */
  readonly longestWaiting: Task | undefined
}

/** `tasks` are those of the queue, in any status (see `tasksByQueue`). */
export function realtimeStatistics(world: World, queue: TaskQueue, tasks: readonly Task[]): RealtimeStatistics {
  const { activities, workers } = world.taskrouter
  const seen = membersOf(world, queue).map(({ sid }) => workers.asSeen(sid, world.assumptions.statisticsLagMs))
  const members = seen.filter((worker) => worker !== undefined)
  const workersByActivity = new Map<string, number>()
  for (const { activitySid } of members) {
    workersByActivity.set(activitySid, (workersByActivity.get(activitySid) ?? 0) + 1)
  }
  const counts = COUNTED_STATUSES.map((wanted) => tasks.filter(({ status }) => status === wanted).length)
  const [pending = 0, reserved = 0, assigned = 0, wrapping = 0] = counts
  return {
    eligibleWorkers: members.length,
    availableWorkers: members.filter(({ activitySid }) => activities.get(activitySid)?.available === true).length,
    workersByActivity,
    tasksByStatus: { pending, reserved, assigned, wrapping },
    tasks: pending + reserved + assigned + wrapping,
    longestWaiting: oldest(tasks.filter(({ status }) => status === 'pending' || status === 'reserved')),
  }
}

/** The tasks of each queue, as of a moment ago; of one task channel only if it is named. */
export function tasksByQueue(world: World, taskChannelSid: string | undefined): ReadonlyMap<string, readonly Task[]> {
  const byQueue = new Map<string, Task[]>()
  for (const task of world.taskrouter.tasks.allAsSeen(world.assumptions.statisticsLagMs)) {
    if (taskChannelSid !== undefined && task.taskChannelSid !== taskChannelSid) continue
    const { taskQueueSid = '' } = task
    const tasks = byQueue.get(taskQueueSid)
    if (tasks === undefined) byQueue.set(taskQueueSid, [task])
    else tasks.push(task)
  }
  return byQueue
}

function oldest(tasks: readonly Task[]): Task | undefined {
  let found: Task | undefined
  for (const task of tasks) if (found === undefined || task.createdAtMs < found.createdAtMs) found = task
  return found
}
