import { invalidParameter } from '../../transports/rest/twilio-error.ts'
import { newSid } from '../../world/sid.ts'
import type { World } from '../../world/world.ts'
import type { TaskChannel } from './state.ts'
import { addWorkerChannel } from './workers.ts'
import { workerChannelsOf } from './worker-row.ts'

export interface NewTaskChannel {
  readonly uniqueName: string
  readonly friendlyName: string
  readonly channelOptimizedRouting?: boolean | undefined
}

/** Adds the channel, and one of its kind to every worker. Throws Twilio's 400 if the name is taken (TR-17). */
export function createTaskChannel(world: World, options: NewTaskChannel): TaskChannel {
  const { uniqueName, friendlyName, channelOptimizedRouting = false } = options
  const { taskChannels, workers } = world.taskrouter
  if (taskChannels.all().some((channel) => channel.uniqueName === uniqueName)) {
    throw invalidParameter(`A task channel with the UniqueName '${uniqueName}' exists already`)
  }
  const nowMs = world.clock.now()
  const sid = newSid(world.random, 'TC')
  const dates = { createdAtMs: nowMs, updatedAtMs: nowMs }
  const taskChannel = taskChannels.put({ sid, ...dates, uniqueName, friendlyName, channelOptimizedRouting })
  for (const worker of workers.all()) addWorkerChannel(world, worker.sid, sid)
  world.changes.publish({ kind: 'task-channel.created', taskChannel })
  return taskChannel
}

/** The channel of this sid or unique name. Throws Twilio's 400 if there is none. */
export function taskChannelNamed(world: World, name: string): TaskChannel {
  const rows = world.taskrouter.taskChannels.all()
  const row = rows.find(({ sid, uniqueName }) => sid === name || uniqueName === name)
  if (row === undefined) throw invalidParameter(`TaskChannel '${name}' is not in this workspace`)
  return row
}

/** What may be changed about a task channel. */
export interface TaskChannelUpdate {
  readonly friendlyName?: string | undefined
  readonly channelOptimizedRouting?: boolean | undefined
}

export function updateTaskChannel(world: World, channel: TaskChannel, update: TaskChannelUpdate): TaskChannel {
  const taskChannel = world.taskrouter.taskChannels.put({
    ...channel,
    friendlyName: update.friendlyName ?? channel.friendlyName,
    channelOptimizedRouting: update.channelOptimizedRouting ?? channel.channelOptimizedRouting,
    updatedAtMs: world.clock.now(),
  })
  world.changes.publish({ kind: 'task-channel.updated', taskChannel })
  return taskChannel
}

/** Throws Twilio's 400 while there are tasks of this channel (assumed, TR-17). */
export function deleteTaskChannel(world: World, taskChannel: TaskChannel): void {
  const { sid } = taskChannel
  const { tasks, taskChannels, workers, workerChannels, workerChannelIndex } = world.taskrouter
  if (taskChannel.uniqueName === 'default' || tasks.all().some(({ taskChannelSid }) => taskChannelSid === sid)) {
    throw invalidParameter(`Cannot delete task channel ${sid} because it is in use`)
  }
  for (const worker of workers.all()) {
    const gone = workerChannelsOf(world, worker.sid).find(({ taskChannelSid }) => taskChannelSid === sid)
    if (gone === undefined) continue
    workerChannelIndex.remove(worker.sid, gone.sid)
    workerChannels.delete(gone.sid)
  }
  taskChannels.delete(sid)
  world.changes.publish({ kind: 'task-channel.deleted', taskChannel })
}
