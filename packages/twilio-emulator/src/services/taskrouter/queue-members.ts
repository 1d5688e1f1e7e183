import type { World } from '../../world/world.ts'
import { queueTakes } from './expressions.ts'
import type { TaskQueue, Worker } from './state.ts'

/** Which workers are in which queue, kept so that a task that is routed asks no worker's attributes again. */
export function membersOf(world: World, queue: TaskQueue): Worker[] {
  const rows = [...memberSids(world, queue)].map((sid) => world.taskrouter.workers.get(sid))
  return rows.filter((row) => row !== undefined)
}

export function isMember(world: World, queue: TaskQueue, workerSid: string): boolean {
  return memberSids(world, queue).has(workerSid)
}

export function queuesOf(world: World, workerSid: string): TaskQueue[] {
  return world.taskrouter.taskQueues.all().filter((queue) => isMember(world, queue, workerSid))
}

/** To be called when a worker has come, changed or gone: looks again at this worker only. */
export function refreshMember(world: World, workerSid: string): void {
  const { queueMembers, taskQueues, workers } = world.taskrouter
  const worker = workers.get(workerSid)
  for (const [queueSid, members] of queueMembers) {
    const queue = taskQueues.get(queueSid)
    if (queue !== undefined && worker !== undefined && queueTakes(world, queue, worker)) members.add(workerSid)
    else members.delete(workerSid)
  }
}

/** To be called when a queue's expression has changed, or the queue is gone. */
export function forgetMembers(world: World, queueSid: string): void {
  world.taskrouter.queueMembers.delete(queueSid)
}

function memberSids(world: World, queue: TaskQueue): Set<string> {
  const { queueMembers, workers } = world.taskrouter
  const known = queueMembers.get(queue.sid)
  if (known !== undefined) return known
  const taken = workers.all().filter((worker) => queueTakes(world, queue, worker))
  const members = new Set(taken.map(({ sid }) => sid))
  queueMembers.set(queue.sid, members)
  return members
}
