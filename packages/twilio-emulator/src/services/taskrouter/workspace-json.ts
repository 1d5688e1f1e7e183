import { isoSeconds } from '../../transports/rest/render.ts'
import type { World } from '../../world/world.ts'
import { address } from './address.ts'

/** The account's one workspace as Twilio answers it (TR-17). Flex's workspace always has multitasking. */
export function workspaceJson(world: World): object {
  const { activities, workspace } = world.taskrouter
  const { defaultActivitySid, timeoutActivitySid } = workspace
  return {
    sid: world.account.workspaceSid,
    account_sid: world.account.sid,
    friendly_name: workspace.friendlyName,
    date_created: isoSeconds(workspace.createdAtMs),
    date_updated: isoSeconds(workspace.updatedAtMs),
    default_activity_sid: defaultActivitySid ?? null,
    default_activity_name: activities.get(defaultActivitySid ?? '')?.friendlyName ?? null,
    timeout_activity_sid: timeoutActivitySid ?? null,
    timeout_activity_name: activities.get(timeoutActivitySid ?? '')?.friendlyName ?? null,
    event_callback_url: workspace.eventCallbackUrl ?? null,
    events_filter: workspace.eventsFilter ?? null,
    multi_task_enabled: true,
    prioritize_queue_order: workspace.prioritizeQueueOrder,
    url: address(world),
    links: {
      activities: address(world, '/Activities'),
      events: address(world, '/Events'),
      task_channels: address(world, '/TaskChannels'),
      task_queues: address(world, '/TaskQueues'),
      tasks: address(world, '/Tasks'),
      workers: address(world, '/Workers'),
      workflows: address(world, '/Workflows'),
      statistics: address(world, '/Statistics'),
      real_time_statistics: address(world, '/RealTimeStatistics'),
      cumulative_statistics: address(world, '/CumulativeStatistics'),
    },
  }
}
