import { isoSeconds } from '../../transports/rest/render.ts'
import type { World } from '../../world/world.ts'
import { address } from './address.ts'
import type { Activity, TaskChannel, TaskQueue, Workflow } from './state.ts'

/** What an administrator sets up, as Twilio answers it (TR-17). */
export function activityJson(world: World, activity: Activity): object {
  const { friendlyName, available } = activity
  return { ...common(world, activity, 'Activities'), friendly_name: friendlyName, available }
}

export function taskChannelJson(world: World, channel: TaskChannel): object {
  return {
    ...common(world, channel, 'TaskChannels'),
    friendly_name: channel.friendlyName,
    unique_name: channel.uniqueName,
    channel_optimized_routing: channel.channelOptimizedRouting,
  }
}

export function taskQueueJson(world: World, queue: TaskQueue): object {
  const { url, ...fields } = common(world, queue, 'TaskQueues')
  return {
    ...fields,
    friendly_name: queue.friendlyName,
    target_workers: queue.targetWorkers ?? null,
    task_order: queue.taskOrder,
    max_reserved_workers: queue.maxReservedWorkers,
    // A workspace with multitasking, as Flex has, moves no worker because of a reservation or an assignment.
    reservation_activity_sid: null,
    reservation_activity_name: null,
    assignment_activity_sid: null,
    assignment_activity_name: null,
    url,
    links: {
      workspace: address(world),
      statistics: `${url}/Statistics`,
      real_time_statistics: `${url}/RealTimeStatistics`,
      cumulative_statistics: `${url}/CumulativeStatistics`,
      list_statistics: address(world, '/TaskQueues/Statistics'),
      bulk_real_time_statistics: address(world, '/TaskQueues/RealTimeStatistics'),
    },
  }
}

export function workflowJson(world: World, workflow: Workflow): object {
  const { url, ...fields } = common(world, workflow, 'Workflows')
  return {
    ...fields,
    friendly_name: workflow.friendlyName,
    configuration: workflow.configuration,
    document_content_type: 'application/json',
    assignment_callback_url: workflow.assignmentCallbackUrl ?? null,
    fallback_assignment_callback_url: workflow.fallbackAssignmentCallbackUrl ?? null,
    task_reservation_timeout: workflow.taskReservationTimeoutSeconds,
    url,
    links: {
      statistics: `${url}/Statistics`,
      real_time_statistics: `${url}/RealTimeStatistics`,
      cumulative_statistics: `${url}/CumulativeStatistics`,
    },
  }
}

interface CommonJson {
  readonly sid: string
  readonly account_sid: string
  readonly workspace_sid: string
  readonly date_created: string
  readonly date_updated: string
  readonly url: string
  readonly links: { readonly workspace: string }
}

function common(
  world: World,
  row: { readonly sid: string; readonly createdAtMs: number; readonly updatedAtMs: number },
  collection: string,
): CommonJson {
  return {
    sid: row.sid,
    account_sid: world.account.sid,
    workspace_sid: world.account.workspaceSid,
    date_created: isoSeconds(row.createdAtMs),
    date_updated: isoSeconds(row.updatedAtMs),
    url: address(world, `/${collection}/${row.sid}`),
    links: { workspace: address(world) },
  }
}
