import { isoSeconds } from '../../transports/rest/render.ts'
import type { World } from '../../world/world.ts'
import { address } from './address.ts'
import { loadOf } from './capacity.ts'
import type { Worker, WorkerChannel } from './state.ts'
import { activityOf } from './activity-row.ts'

/** A worker as Twilio answers it (TR-12). */
export function workerJson(world: World, worker: Worker): object {
  const { sid } = worker
  const activity = activityOf(world, worker)
  return {
    sid,
    account_sid: world.account.sid,
    workspace_sid: world.account.workspaceSid,
    friendly_name: worker.friendlyName,
    attributes: worker.attributes,
    activity_sid: worker.activitySid,
    activity_name: activity.friendlyName,
    available: activity.available,
    date_created: isoSeconds(worker.createdAtMs),
    date_status_changed: isoSeconds(worker.statusChangedAtMs),
    date_updated: isoSeconds(worker.updatedAtMs),
    url: address(world, `/Workers/${sid}`),
    links: {
      workspace: address(world),
      activity: address(world, `/Activities/${worker.activitySid}`),
      channels: address(world, `/Workers/${sid}/Channels`),
      worker_channels: address(world, `/Workers/${sid}/Channels`),
      reservations: address(world, `/Workers/${sid}/Reservations`),
      statistics: address(world, '/Workers/Statistics'),
      real_time_statistics: address(world, '/Workers/RealTimeStatistics'),
      cumulative_statistics: address(world, '/Workers/CumulativeStatistics'),
      worker_statistics: address(world, `/Workers/${sid}/Statistics`),
    },
  }
}

/** A worker's channel as Twilio answers it (TR-13). */
export function workerChannelJson(world: World, channel: WorkerChannel): object {
  const { sid, workerSid, configuredCapacity } = channel
  const assigned = loadOf(world, workerSid, channel.taskChannelSid)
  const free = Math.max(0, configuredCapacity - assigned)
  return {
    sid,
    account_sid: world.account.sid,
    workspace_sid: world.account.workspaceSid,
    worker_sid: workerSid,
    task_channel_sid: channel.taskChannelSid,
    task_channel_unique_name: world.taskrouter.taskChannels.get(channel.taskChannelSid)?.uniqueName ?? null,
    assigned_tasks: assigned,
    available: channel.available,
    available_capacity_percentage: configuredCapacity === 0 ? 0 : Math.floor((free / configuredCapacity) * 100),
    configured_capacity: configuredCapacity,
    date_created: isoSeconds(channel.createdAtMs),
    date_updated: isoSeconds(channel.updatedAtMs),
    url: address(world, `/Workers/${workerSid}/Channels/${sid}`),
  }
}
