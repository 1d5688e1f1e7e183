import type { Deadline } from '../../world/deadlines.ts'
import type { World } from '../../world/world.ts'
import { letRingOut } from './reservations.ts'
import { targetTimedOut } from './route-task.ts'
import { scheduleRouting } from './routing.ts'
import type { WaitingTask } from './waiting-tasks.ts'
import { expireTask, findTask, removeTask, systemDeleteTask } from './tasks.ts'

/** What TaskRouter was about to do: what its rows do not say. */
export interface PendingRouting {
  /** What time will do to a row, by its sid, in the order in which it was set. */
  readonly timers: readonly Deadline[]
  readonly waiting: readonly WaitingTask[]
  readonly tasksDue: readonly string[]
  readonly workersDue: readonly string[]
  readonly runAtMs: number | undefined
}

export function pendingRouting({ taskrouter }: World): PendingRouting {
  const { routing, timers } = taskrouter
  return {
    timers: timers.all(),
    waiting: routing.waiting.all(),
    tasksDue: [...routing.tasksDue],
    workersDue: [...routing.workersDue],
    runAtMs: routing.runAtMs,
  }
}

/** Lets TaskRouter go on with what it was about to do. The rows must be there, and no timers yet. */
export function resumeRouting(world: World, { timers, waiting, tasksDue, workersDue, runAtMs }: PendingRouting): void {
  const { routing } = world.taskrouter
  for (const task of waiting) routing.waiting.put(task)
  for (const sid of tasksDue) routing.tasksDue.add(sid)
  for (const sid of workersDue) routing.workersDue.add(sid)
  for (const { key, atMs } of timers) world.taskrouter.timers.set(key, atMs, () => runTimer(world, key))
  if (runAtMs !== undefined) scheduleRouting(world, runAtMs)
}

/** What a timer does follows from whose it is, and from the task's status: each status has one thing to wait for. */
function runTimer(world: World, key: string): void {
  const [sid = '', target] = key.split(' ')
  if (target !== undefined) return targetTimedOut(world, sid)
  if (sid.startsWith('WR')) return letRingOut(world, sid)
  const task = findTask(world, sid)
  switch (task?.status) {
    case 'pending':
    case 'reserved':
      return expireTask(world, sid)
    case 'assigned':
    case 'wrapping':
      return systemDeleteTask(world, sid)
    case 'completed':
    case 'canceled':
      return removeTask(world, task)
    case undefined:
      return undefined
  }
}
