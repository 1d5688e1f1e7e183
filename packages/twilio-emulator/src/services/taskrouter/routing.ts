import type { Change } from '../../world/change.ts'
import type { World } from '../../world/world.ts'
import { activityOf } from './activity-row.ts'
import { loadOf } from './capacity.ts'
import { queuesOf } from './queue-members.ts'
import { openReservationsOfWorker } from './reservation-row.ts'
import { offerTask, placeOf, restartWorkflow, routeTask, stopRouting } from './route-task.ts'
import type { Worker, Workflow } from './state.ts'
import { touchIdle, workerChannelsOf } from './worker-row.ts'

/**
 * TaskRouter's own work, which goes on behind the answers: tasks that are new, or that somebody let go by, look for
 * workers; workers who have become free look for tasks that wait. It reads the world's news and acts a moment later, so
 * that no caller ever sees a task reserved in the answer that creates it (TR-21).
 */
export function startRouting(world: World): void {
  world.changes.subscribe((change) => follow(world, change))
}

/** Sends the tasks of a workflow that nobody has accepted through it once more, from the first filter (TR-20). */
export function reEvaluateTasks(world: World, workflow: Workflow): void {
  const tasks = world.taskrouter.tasks.all().filter((task) => task.workflowSid === workflow.sid)
  for (const task of tasks.filter(({ status }) => status === 'pending')) {
    restartWorkflow(world, task)
    later(world, { taskSid: task.sid })
  }
}

function follow(world: World, change: Change): void {
  switch (change.kind) {
    case 'task.created':
    case 'task.updated':
      return later(world, { taskSid: change.task.sid })
    case 'task.canceled':
    case 'task.deleted':
    case 'task.system-deleted':
      return stopRouting(world, change.task.sid)
    case 'reservation.accepted':
      return stopRouting(world, change.task.sid)
    case 'reservation.rejected':
    case 'reservation.timeout':
      released(world, change.reservation.workerSid)
      return later(world, { taskSid: change.task.sid })
    case 'reservation.wrapup':
      // There is room for another task only if those in wrap-up take none (TR-13).
      return later(world, { workerSid: change.reservation.workerSid })
    case 'reservation.canceled':
    case 'reservation.rescinded':
    case 'reservation.completed':
      return released(world, change.reservation.workerSid)
    case 'worker.created':
    case 'worker.activity.update':
    case 'worker.attributes.update':
    case 'worker.capacity.update':
    case 'worker.channel.availability.update':
      return later(world, { workerSid: change.worker.sid })
    case 'task-queue.expression.updated':
      for (const worker of world.taskrouter.workers.all()) later(world, { workerSid: worker.sid })
      return undefined
    default:
      return undefined
  }
}

/** A worker has room again. Who has nothing left to do begins to wait for the next task now. */
function released(world: World, workerSid: string): void {
  if (openReservationsOfWorker(world, workerSid).length === 0) touchIdle(world, workerSid)
  later(world, { workerSid })
}

/** Notes that a task looks for workers, or a worker for tasks, and sees to it that the routing runs soon. */
function later(world: World, { taskSid, workerSid }: { readonly taskSid?: string; readonly workerSid?: string }): void {
  const { routing } = world.taskrouter
  if (taskSid !== undefined) routing.tasksDue.add(taskSid)
  if (workerSid !== undefined) routing.workersDue.add(workerSid)
  if (routing.runAtMs === undefined) scheduleRouting(world, world.clock.now() + world.assumptions.routingDelayMs)
}

/** The routing does at `atMs` what it has to do. */
export function scheduleRouting(world: World, atMs: number): void {
  world.taskrouter.routing.runAtMs = atMs
  world.clock.schedule(atMs, () => run(world))
}

function run(world: World): void {
  const { routing } = world.taskrouter
  const tasks = [...routing.tasksDue]
  const workers = [...routing.workersDue]
  routing.tasksDue.clear()
  routing.workersDue.clear()
  routing.runAtMs = undefined
  for (const taskSid of tasks) routeTask(world, taskSid)
  offerTo(
    world,
    workers.map((sid) => world.taskrouter.workers.get(sid)).filter((worker) => worker !== undefined),
  )
}

/** Offers what waits to workers with room, the best task first, until they have no more room. */
function offerTo(world: World, workers: readonly Worker[]): void {
  const available = workers.filter((worker) => activityOf(world, worker).available)
  const workersByPlace = new Map<string, Worker[]>()
  for (const worker of available) {
    for (const place of placesOf(world, worker)) {
      workersByPlace.set(place, [...(workersByPlace.get(place) ?? []), worker])
    }
  }
  const { routing, workspace } = world.taskrouter
  const order = {
    preferred: workspace.prioritizeQueueOrder,
    isOpen: (place: string) => (workersByPlace.get(place) ?? []).some((worker) => hasRoom(world, worker, place)),
  }
  for (const taskSid of routing.waiting.inOrder([...workersByPlace.keys()], order)) offerTask(world, taskSid, available)
}

/** Where the tasks wait that the worker could be asked for: of each of their queues, and those for them alone. */
function placesOf(world: World, worker: Worker): string[] {
  const owners = [worker.sid, ...queuesOf(world, worker.sid).map(({ sid }) => sid)]
  const channels = workerChannelsOf(world, worker.sid).filter(({ available }) => available)
  return owners.flatMap((owner) => channels.map(({ taskChannelSid }) => placeOf(owner, taskChannelSid)))
}

function hasRoom(world: World, worker: Worker, place: string): boolean {
  return workerChannelsOf(world, worker.sid).some(({ taskChannelSid, configuredCapacity }) => {
    return place.endsWith(taskChannelSid) && loadOf(world, worker.sid, taskChannelSid) < configuredCapacity
  })
}
