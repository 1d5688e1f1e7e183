import type { World } from '@conversation-transfer/twilio-emulator'

/**
 * Notes each reservation that gives a worker more than their capacity, at the moment at which it is made: afterwards a
 * capacity may be lowered, or a task moved to another channel, without anybody's mistake. A task that passes by capacity,
 * as one does that is meant for one worker, may go beyond it.
 */
export function watchCapacity(world: World): readonly string[] {
  const overloads: string[] = []
  world.changes.subscribe((change) => {
    if (change.kind !== 'reservation.created' || change.task.ignoreCapacity) return
    const { workerSid } = change.reservation
    const { taskChannelSid } = change.task
    const load = loadOf(world, workerSid, taskChannelSid)
    const capacity = capacityOf(world, workerSid, taskChannelSid)
    if (load > capacity) {
      overloads.push(`Worker ${workerSid} has ${load} of ${capacity} tasks of channel ${taskChannelSid}`)
    }
  })
  return overloads
}

/** By the index of what takes up capacity: that the index is right is checked with the rest of the world. */
function loadOf({ taskrouter, assumptions }: World, worker: string, channel: string): number {
  const open = taskrouter.reservationIndex.openByWorker.sids(worker)
  const tasks = open.map((sid) => taskrouter.tasks.get(taskrouter.reservations.get(sid)?.taskSid ?? ''))
  return tasks.filter((task) => {
    const counts = task?.status !== 'wrapping' || assumptions.wrappingTakesCapacity
    return counts && task?.taskChannelSid === channel
  }).length
}

function capacityOf({ taskrouter }: World, worker: string, channel: string): number {
  const rows = taskrouter.workerChannels.all()
  const row = rows.find(({ workerSid, taskChannelSid }) => workerSid === worker && taskChannelSid === channel)
  return row?.configuredCapacity ?? 0
}
