import type { World } from '../../world/world.ts'
import { activityOf } from './activity-row.ts'
import { refreshMember } from './queue-members.ts'
import type { Activity, Worker, WorkerChannel } from './state.ts'

/** Replaces the worker's row. Every change that a reader of the worker could see counts as a new version (TR-5). */
export function changeWorker(world: World, worker: Worker, change: Partial<Worker>): Worker {
  const current = world.taskrouter.workers.get(worker.sid) ?? worker
  const { version } = current
  const changed = { ...current, ...change, updatedAtMs: world.clock.now(), version: version + 1 }
  world.taskrouter.workers.put(changed)
  refreshMember(world, worker.sid)
  return changed
}

/** Puts the worker into an activity and tells it, even if the worker was in it already. */
export function setActivity(world: World, worker: Worker, activity: Activity): Worker {
  const nowMs = world.clock.now()
  const becomesAvailable = activity.available && !activityOf(world, worker).available
  const moved = changeWorker(world, worker, {
    activitySid: activity.sid,
    statusChangedAtMs: nowMs,
    previousActivity: { sid: worker.activitySid, durationMs: nowMs - worker.statusChangedAtMs },
    idleSinceMs: becomesAvailable ? nowMs : worker.idleSinceMs,
  })
  world.changes.publish({ kind: 'worker.activity.update', worker: moved })
  return moved
}

/** From now on the worker has waited no longer than since now: busy and unoccupied alternate. Nobody can see this. */
export function touchIdle(world: World, workerSid: string): void {
  const worker = world.taskrouter.workers.get(workerSid)
  if (worker !== undefined) world.taskrouter.workers.put({ ...worker, idleSinceMs: world.clock.now() })
}

export function putWorkerChannel(world: World, channel: WorkerChannel): WorkerChannel {
  const { workerChannels, workerChannelIndex } = world.taskrouter
  workerChannelIndex.add(channel.workerSid, channel.sid)
  return workerChannels.put(channel)
}

export function workerChannelsOf(world: World, workerSid: string): WorkerChannel[] {
  const { workerChannels, workerChannelIndex } = world.taskrouter
  const rows = workerChannelIndex.sids(workerSid).map((sid) => workerChannels.get(sid))
  return rows.filter((row) => row !== undefined)
}
