import type { RestAnswer, RestRequest } from '../../transports/rest/message.ts'
import { page } from '../../transports/rest/page.ts'
import { isoSeconds } from '../../transports/rest/render.ts'
import type { Route } from '../../transports/rest/route.ts'
import { notBuilt } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'
import { cumulativeStatistics, eventsByQueue } from './cumulative-statistics.ts'
import { periodOf } from './period.ts'
import type { Task, TaskQueue } from './state.ts'
import { taskChannelNamed } from './task-channels.ts'
import { realtimeStatistics, tasksByQueue } from './task-queue-statistics.ts'
import { taskrouterRoute } from './taskrouter-route.ts'

/** Before the routes of one queue: `Statistics` is no queue's sid. */
export const taskQueueStatisticsRoutes: readonly Route[] = [
  taskrouterRoute({ method: 'GET', path: '/TaskQueues/Statistics', fact: 'TR-33', handle: list }),
]

/** How several queues stand, and what has happened in them during the period that the query names (TR-33). */
function list(request: RestRequest, world: World): RestAnswer {
  const query = request.url.searchParams
  if (query.has('SplitByWaitTime')) throw notBuilt('SplitByWaitTime is not built: the emulator does not split numbers.')
  const channel = query.get('TaskChannel')
  const taskChannelSid = channel === null ? undefined : taskChannelNamed(world, channel).sid
  const period = periodOf(world, query)
  const tasks = tasksByQueue(world, taskChannelSid)
  const events = eventsByQueue(world, period, taskChannelSid)
  const name = query.get('FriendlyName')
  const queues = world.taskrouter.taskQueues.all().filter(({ friendlyName }) => name === null || name === friendlyName)
  return page({
    request,
    rows: queues,
    key: 'task_queues_statistics',
    render: (queue) => ({
      account_sid: world.account.sid,
      workspace_sid: world.account.workspaceSid,
      task_queue_sid: queue.sid,
      realtime: realtimeJson(world, queue, tasks.get(queue.sid) ?? []),
      cumulative: {
        start_time: isoSeconds(period.fromMs),
        end_time: isoSeconds(period.untilMs),
        ...cumulativeStatistics(events.get(queue.sid) ?? []),
      },
    }),
  })
}

function realtimeJson(world: World, queue: TaskQueue, tasks: readonly Task[]): object {
  const statistics = realtimeStatistics(world, queue, tasks)
  const { longestWaiting } = statistics
  const waitedMs = longestWaiting === undefined ? 0 : world.clock.now() - longestWaiting.createdAtMs
  return {
    activity_statistics: world.taskrouter.activities.all().map(({ sid, friendlyName }) => {
      return { sid, friendly_name: friendlyName, workers: statistics.workersByActivity.get(sid) ?? 0 }
    }),
    longest_task_waiting_age: Math.floor(waitedMs / 1000),
    longest_task_waiting_sid: longestWaiting?.sid ?? null,
    tasks_by_status: statistics.tasksByStatus,
    total_tasks: statistics.tasks,
    total_available_workers: statistics.availableWorkers,
    total_eligible_workers: statistics.eligibleWorkers,
  }
}
