import { invalidParameter } from '../../transports/rest/twilio-error.ts'
import { newSid } from '../../world/sid.ts'
import type { World } from '../../world/world.ts'
import { parseParameter } from './expressions.ts'
import { forgetMembers } from './queue-members.ts'
import type { TaskQueue } from './state.ts'

/** A task of a queue can ring at this many workers at once (TR-16). */
const RESERVED_WORKERS_MAX = 50

/** What may be set of a queue. */
export interface TaskQueueFields {
  readonly friendlyName?: string | undefined
  /** An expression over worker attributes; the empty text reaches nobody. */
  readonly targetWorkers?: string | undefined
  readonly maxReservedWorkers?: number | undefined
  readonly taskOrder?: 'FIFO' | 'LIFO' | undefined
}

/** Throws Twilio's 400 for an expression that cannot be read, and for a name that is taken (TR-16). */
export function createTaskQueue(
  world: World,
  {
    friendlyName,
    targetWorkers = '1==1',
    maxReservedWorkers = 1,
    taskOrder = 'FIFO',
  }: TaskQueueFields & {
    readonly friendlyName: string
  },
): TaskQueue {
  checkFields(world, { friendlyName, targetWorkers, maxReservedWorkers })
  const nowMs = world.clock.now()
  const taskQueue = world.taskrouter.taskQueues.put({
    sid: newSid(world.random, 'WQ'),
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    friendlyName,
    targetWorkers: targetWorkers === '' ? undefined : targetWorkers,
    maxReservedWorkers,
    taskOrder,
  })
  world.changes.publish({ kind: 'task-queue.created', taskQueue })
  return taskQueue
}

export function findTaskQueue(world: World, sid: string): TaskQueue | undefined {
  return world.taskrouter.taskQueues.get(sid)
}

export function updateTaskQueue(world: World, queue: TaskQueue, fields: TaskQueueFields): TaskQueue {
  const { friendlyName, targetWorkers, maxReservedWorkers, taskOrder } = fields
  checkFields(world, { ...fields, friendlyName: friendlyName === queue.friendlyName ? undefined : friendlyName })
  const taskQueue = world.taskrouter.taskQueues.put({
    ...queue,
    friendlyName: friendlyName ?? queue.friendlyName,
    targetWorkers: targetWorkers === undefined ? queue.targetWorkers : targetWorkers || undefined,
    maxReservedWorkers: maxReservedWorkers ?? queue.maxReservedWorkers,
    taskOrder: taskOrder ?? queue.taskOrder,
    updatedAtMs: world.clock.now(),
  })
  forgetMembers(world, queue.sid)
  if (taskQueue.taskOrder !== queue.taskOrder) world.taskrouter.routing.waiting.reorder(queue.sid, taskQueue.taskOrder)
  if (taskQueue.targetWorkers !== queue.targetWorkers) {
    world.changes.publish({ kind: 'task-queue.expression.updated', taskQueue })
  }
  return taskQueue
}

/** Throws Twilio's 400 while tasks wait in the queue or a workflow names it (assumed, TR-16). */
export function deleteTaskQueue(world: World, taskQueue: TaskQueue): void {
  const { tasks, workflows, taskQueues } = world.taskrouter
  const { sid } = taskQueue
  const isNamed = workflows.all().some(({ configuration }) => configuration.includes(sid))
  if (isNamed || tasks.all().some(({ taskQueueSid }) => taskQueueSid === sid)) {
    throw invalidParameter(`Cannot delete task queue ${sid} because it is in use`)
  }
  taskQueues.delete(sid)
  forgetMembers(world, sid)
  world.changes.publish({ kind: 'task-queue.deleted', taskQueue })
}

function checkFields(world: World, { friendlyName, targetWorkers, maxReservedWorkers }: TaskQueueFields): void {
  if (targetWorkers !== undefined && targetWorkers !== '') parseParameter(targetWorkers, 'TargetWorkers', 'worker')
  if (maxReservedWorkers !== undefined && (maxReservedWorkers < 1 || maxReservedWorkers > RESERVED_WORKERS_MAX)) {
    throw invalidParameter(`MaxReservedWorkers must be from 1 to ${RESERVED_WORKERS_MAX}, not ${maxReservedWorkers}`)
  }
  if (world.taskrouter.taskQueues.all().some((queue) => queue.friendlyName === friendlyName)) {
    throw invalidParameter(`A task queue with the FriendlyName '${friendlyName}' exists already`)
  }
}
