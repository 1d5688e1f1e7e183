import { eventsByQueue } from '../../../services/taskrouter/cumulative-statistics.ts'
import type { TaskrouterEvent } from '../../../services/taskrouter/event-log.ts'
import type { Task, TaskQueue } from '../../../services/taskrouter/state.ts'
import { realtimeStatistics, tasksByQueue } from '../../../services/taskrouter/task-queue-statistics.ts'
import type { World } from '../../../world/world.ts'
import { isoDate } from '../sync/entity-json.ts'

const HALF_HOUR_MS = 1_800_000
const DAY_MS = 86_400_000
/** The defaults that the Flex UI has for an account without settings of its own (FU-10). */
const DAY_BEGINS_MS = 28_800_000
const SERVICE_LEVEL_SECONDS = 20
const SHORT_ABANDON_SECONDS = 5

type Numbers = Readonly<Record<string, unknown>>

/** All numbers of a queue by the keys of its map: each for the whole queue, and for each of its task channels (FU-10). */
export function queueNumbers(world: World, queue: TaskQueue): Readonly<Record<string, Numbers>> {
  const nowMs = world.clock.now()
  return {
    tasks_now: byChannel(world, (channelSid) => tasksNow(tasksByQueue(world, channelSid).get(queue.sid) ?? [])),
    tasks_thirty_minutes: handledSince(world, queue, nowMs - HALF_HOUR_MS),
    tasks_today: handledSince(world, queue, dayBegan(nowMs)),
    worker_activities_statistics: workersNow(world, queue),
  }
}

/** The workers of the whole workspace by activity, each counted once. */
export function workspaceNumbers(world: World): Numbers {
  const { activities, workers } = world.taskrouter
  const seen = workers.all().map(({ sid }) => workers.asSeen(sid, world.assumptions.statisticsLagMs))
  const counted = activities.all().map(({ sid, friendlyName, available }) => {
    return { sid, friendlyName, available, count: seen.filter((worker) => worker?.activitySid === sid).length }
  })
  return {
    activity_statistics: counted.map(({ sid, friendlyName, count }) => {
      return { sid, friendly_name: friendlyName, workers: count }
    }),
    total_available_workers: counted.reduce((sum, { available, count }) => sum + (available ? count : 0), 0),
    total_workers: counted.reduce((sum, { count }) => sum + count, 0),
  }
}

function byChannel(world: World, read: (taskChannelSid: string | undefined) => Numbers): Numbers {
  const channels = world.taskrouter.taskChannels.all().map(({ sid }) => [sid, read(sid)] as const)
  return { queue: read(undefined), ...Object.fromEntries(channels) }
}

function tasksNow(tasks: readonly Task[]): Numbers {
  const count = (wanted: Task['status']): number => tasks.filter(({ status }) => status === wanted).length
  const waiting = tasks.filter(({ status }) => status === 'pending' || status === 'reserved')
  const open = tasks.filter(({ status }) => status !== 'completed' && status !== 'canceled')
  const [longest] = waiting.toSorted((left, right) => left.createdAtMs - right.createdAtMs)
  const priorities: Record<string, number> = {}
  for (const { priority } of open) priorities[priority] = (priorities[priority] ?? 0) + 1
  return {
    pending_tasks: count('pending'),
    reserved_tasks: count('reserved'),
    assigned_tasks: count('assigned'),
    wrapping_tasks: count('wrapping'),
    total_tasks: open.length,
    tasks_by_priority: priorities,
    longest_task_waiting_sid: longest?.sid ?? null,
    longest_task_waiting_from: longest === undefined ? null : isoDate(longest.createdAtMs),
  }
}

function workersNow(world: World, queue: TaskQueue): Numbers {
  const { workersByActivity, availableWorkers, eligibleWorkers } = realtimeStatistics(world, queue, [])
  return {
    activity_statistics: world.taskrouter.activities.all().map(({ sid, friendlyName }) => {
      return { sid, friendly_name: friendlyName, workers: workersByActivity.get(sid) ?? 0 }
    }),
    total_available_workers: availableWorkers,
    total_eligible_workers: eligibleWorkers,
  }
}

function handledSince(world: World, { sid }: TaskQueue, fromMs: number): Numbers {
  const period = { fromMs, untilMs: world.clock.now() }
  return byChannel(world, (channelSid) => handled(eventsByQueue(world, period, channelSid).get(sid) ?? []))
}

/** Accepting counts as handling; who was canceled before that has given up, and within some seconds counts for nothing. */
function handled(events: readonly TaskrouterEvent[]): Numbers {
  const ages = (type: string): readonly number[] => {
    return events.filter((event) => event.type === type).map(({ data }) => Number(data['task_age'] ?? 0))
  }
  const accepted = ages('reservation.accepted')
  const canceled = ages('task.canceled')
  const abandoned = canceled.filter((age) => age >= SHORT_ABANDON_SECONDS).length
  const inTime = accepted.filter((age) => age <= SERVICE_LEVEL_SECONDS).length
  const counted = accepted.length + abandoned
  return {
    total_tasks_count: accepted.length + canceled.length,
    handled_tasks_count: accepted.length,
    total_handled_tasks: accepted.length,
    handled_tasks_within_sl_threshold_count: inTime,
    handled_tasks_within_sl_threshold_percentage: share(inTime, accepted.length),
    abandoned_tasks_count: abandoned,
    abandoned_tasks_percentage: share(abandoned, counted),
    short_abandoned_tasks_count: canceled.length - abandoned,
    short_abandoned_tasks_percentage: share(canceled.length - abandoned, accepted.length + canceled.length),
    flow_out_tasks_count: 0,
    flow_out_tasks_percentage: 0,
    // Of nothing there is no share: the view shows a dash for null.
    sla_percentage: counted === 0 ? null : inTime / counted,
  }
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}

function dayBegan(nowMs: number): number {
  return Math.floor((nowMs - DAY_BEGINS_MS) / DAY_MS) * DAY_MS + DAY_BEGINS_MS
}
