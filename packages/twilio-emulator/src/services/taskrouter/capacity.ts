import type { World } from '../../world/world.ts'
import { activityOf } from './activity-row.ts'
import { openReservationsOfWorker } from './reservation-row.ts'
import type { Task, Worker } from './state.ts'
import { workerChannelsOf } from './worker-row.ts'

/** How many tasks of the channel the worker has or rings for; whether those in wrap-up count is a switch (TR-13). */
export function loadOf(world: World, workerSid: string, taskChannelSid: string): number {
  const { tasks } = world.taskrouter
  const { wrappingTakesCapacity } = world.assumptions
  const open = openReservationsOfWorker(world, workerSid).filter(({ status }) => {
    return wrappingTakesCapacity || status !== 'wrapping'
  })
  return open.filter(({ taskSid }) => tasks.get(taskSid)?.taskChannelSid === taskChannelSid).length
}

/** Whether the worker's activity, channel and capacity let the task through (TR-14). */
export function canTake(world: World, worker: Worker, task: Task): boolean {
  if (!activityOf(world, worker).available) return false
  const channel = workerChannelsOf(world, worker.sid).find((row) => row.taskChannelSid === task.taskChannelSid)
  if (channel === undefined || !channel.available) return false
  return loadOf(world, worker.sid, task.taskChannelSid) < channel.configuredCapacity
}
