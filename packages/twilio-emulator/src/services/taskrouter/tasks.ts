import { invalidParameter, type TwilioError } from '../../transports/rest/twilio-error.ts'
import { newSid } from '../../world/sid.ts'
import type { World } from '../../world/world.ts'
import { checkedAttributes } from './attributes.ts'
import {
  changeReservation,
  releaseReservationsOfTask,
  OPEN_RESERVATIONS,
  reservationsOfTask,
} from './reservation-row.ts'
import type { Reservation, Task, TaskStatus } from './state.ts'
import { changeTask } from './task-row.ts'

/** Two weeks: the longest that a task may wait for somebody to accept it (TR-9). */
const TIMEOUT_SECONDS_MAX = 1_209_600
const DEFAULT_TIMEOUT_SECONDS = 86_400
/** A task is gone this long after it was completed or canceled (TR-7). */
const TERMINAL_TASK_KEPT_MS = 5 * 60 * 1000
const PRIORITY_MAX = 2_147_483_647

export interface NewTask {
  /** The text of a JSON object of at most 4096 characters. */
  readonly attributes: string
  readonly workflowSid?: string | undefined
  readonly taskChannelSid: string
  readonly priority?: number | undefined
  /** How long it may live without being assigned. */
  readonly timeoutSeconds?: number | undefined
  readonly virtualStartMs?: number | undefined
  /** A worker, queue or workflow to route to, past the workflow's own rules. */
  readonly routingTarget?: string | undefined
  readonly ignoreCapacity?: boolean | undefined
  readonly taskQueueSid?: string | undefined
}

/** Adds a pending task; routing takes it up a moment later. Throws Twilio's 400 for what Twilio refuses (TR-2). */
export function createTask(world: World, options: NewTask): Task {
  const { attributes, priority = 0, timeoutSeconds = DEFAULT_TIMEOUT_SECONDS } = options
  checkTask(world, options)
  const nowMs = world.clock.now()
  const task = world.taskrouter.tasks.put({
    sid: newSid(world.random, 'WT'),
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    status: 'pending',
    attributes,
    priority,
    reason: undefined,
    taskChannelSid: options.taskChannelSid,
    // A routing target that is a workflow takes the place of the one that was named.
    workflowSid: options.routingTarget?.startsWith('WW') === true ? options.routingTarget : options.workflowSid,
    taskQueueSid: options.taskQueueSid,
    queueEnteredAtMs: undefined,
    virtualStartMs: options.virtualStartMs ?? nowMs,
    timeoutSeconds,
    routingTarget: options.routingTarget,
    // A task that is meant for one worker passes by that worker's capacity unless told otherwise (TR-2).
    ignoreCapacity: options.ignoreCapacity ?? options.routingTarget?.startsWith('WK') === true,
    assignmentCount: 0,
    step: undefined,
    version: 0,
  })
  world.taskrouter.timers.set(task.sid, nowMs + timeoutSeconds * 1000, () => expireTask(world, task.sid))
  world.changes.publish({ kind: 'task.created', task })
  return task
}

export function findTask(world: World, sid: string): Task | undefined {
  return world.taskrouter.tasks.get(sid)
}

/** What may be changed about a task whatever its status. */
export interface TaskUpdate {
  readonly attributes?: string | undefined
  readonly priority?: number | undefined
  readonly taskChannelSid?: string | undefined
  readonly virtualStartMs?: number | undefined
}

/** Throws Twilio's 400 for an update that is not allowed. */
export function checkTaskUpdate({ attributes, priority }: TaskUpdate): void {
  if (attributes !== undefined) checkedAttributes(attributes)
  checkPriority(priority)
}

/** Throws Twilio's 400 if the update is not allowed. */
export function updateTask(world: World, task: Task, update: TaskUpdate): Task {
  checkTaskUpdate(update)
  const set = Object.entries(update).filter(([, value]) => value !== undefined)
  const updated = changeTask(world, task, Object.fromEntries(set))
  world.changes.publish({ kind: 'task.updated', task: updated })
  return updated
}

/** Takes the task back from whoever it waits for or rings at. Throws Twilio's 400 once it is assigned (TR-4). */
export function cancelTask(world: World, task: Task, reason: string): Task {
  if (task.status !== 'pending' && task.status !== 'reserved') {
    throw refused(world, `Cannot cancel task ${task.sid}`, 'it is not pending or reserved')
  }
  const ringing = reservationsOfTask(world, task.sid).filter(({ status }) => status === 'pending')
  const canceled = endTask(world, task, 'canceled', reason)
  const reservations = ringing.map((row) => changeReservation(world, row, 'canceled'))
  world.changes.publish({ kind: 'task.canceled', task: canceled })
  for (const reservation of reservations) {
    world.changes.publish({ kind: 'reservation.canceled', reservation, task: canceled })
  }
  return canceled
}

/** Throws Twilio's 400 unless the task is assigned (TR-4). */
export function wrapUpTask(world: World, task: Task, reason?: string): Task {
  if (task.status !== 'assigned') {
    throw refused(world, `Cannot wrap up a task ${task.sid}`, 'it is not currently assigned')
  }
  const wrapping = changeTask(world, task, { status: 'wrapping', reason: reason ?? task.reason })
  const reservation = changeReservationOfAgent(world, task, 'wrapping')
  world.changes.publish({ kind: 'task.wrapup', task: wrapping })
  if (reservation !== undefined) world.changes.publish({ kind: 'reservation.wrapup', reservation, task: wrapping })
  return wrapping
}

/** Throws Twilio's 400 unless the task is assigned or wrapping (TR-4). */
export function completeTask(world: World, task: Task, reason?: string): Task {
  if (task.status !== 'assigned' && task.status !== 'wrapping') {
    throw refused(world, `Cannot complete task ${task.sid}`, 'it is not currently assigned')
  }
  const completed = endTask(world, task, 'completed', reason ?? task.reason)
  const reservation = changeReservationOfAgent(world, task, 'completed')
  world.changes.publish({ kind: 'task.completed', task: completed })
  if (reservation !== undefined) world.changes.publish({ kind: 'reservation.completed', reservation, task: completed })
  return completed
}

/** A task goes at once, whatever its status, and its reservations with it (TR-7). */
export function deleteTask(world: World, task: Task): void {
  const open = reservationsOfTask(world, task.sid).filter(({ status }) => OPEN_RESERVATIONS.has(status))
  const reservations = open.map((row) => changeReservation(world, row, 'canceled'))
  removeTask(world, task)
  world.changes.publish({ kind: 'task.deleted', task })
  for (const reservation of reservations) world.changes.publish({ kind: 'reservation.canceled', reservation, task })
}

/** What the system does to a task that has been assigned for too long: it is gone, and nobody was asked (TR-8). */
export function systemDeleteTask(world: World, taskSid: string): void {
  const task = findTask(world, taskSid)
  if (task === undefined) return
  const reservation = changeReservationOfAgent(world, task, 'completed')
  removeTask(world, task)
  world.changes.publish({ kind: 'task.system-deleted', task })
  if (reservation !== undefined) world.changes.publish({ kind: 'reservation.completed', reservation, task })
}

/** The sentence of Twilio's refusals (observed), such as "Cannot cancel task WT... because ...". */
export function refused(world: World, what: string, why: string): TwilioError {
  const { sid, workspaceSid } = world.account
  return invalidParameter(`${what} in workspace ${workspaceSid} for account ${sid} because ${why}.`)
}

export function expireTask(world: World, taskSid: string): void {
  const task = findTask(world, taskSid)
  if (task?.status === 'pending' || task?.status === 'reserved') cancelTask(world, task, 'Task TTL Exceeded')
}

function endTask(
  world: World,
  task: Task,
  status: Extract<TaskStatus, 'canceled' | 'completed'>,
  reason?: string,
): Task {
  const ended = changeTask(world, task, { status, reason, step: undefined })
  // Its end was announced already: the deletion itself makes no event (TR-7).
  world.taskrouter.timers.set(task.sid, world.clock.now() + TERMINAL_TASK_KEPT_MS, () => removeTask(world, ended))
  return ended
}

export function removeTask(world: World, task: Task): void {
  world.taskrouter.timers.clear(task.sid)
  releaseReservationsOfTask(world, task)
  world.taskrouter.tasks.delete(task.sid)
}

/** Moves the reservation of the worker who has the task along with it. */
function changeReservationOfAgent(world: World, task: Task, status: 'wrapping' | 'completed'): Reservation | undefined {
  const reservations = reservationsOfTask(world, task.sid)
  const accepted = reservations.find((row) => row.status === 'accepted' || row.status === 'wrapping')
  return accepted === undefined ? undefined : changeReservation(world, accepted, status)
}

function checkTask(world: World, options: NewTask): void {
  const { attributes, priority, timeoutSeconds = DEFAULT_TIMEOUT_SECONDS, workflowSid, taskChannelSid } = options
  checkedAttributes(attributes)
  checkPriority(priority)
  if (timeoutSeconds < 1 || timeoutSeconds > TIMEOUT_SECONDS_MAX) {
    throw invalidParameter(`Timeout must be from 1 to ${TIMEOUT_SECONDS_MAX} seconds, not ${timeoutSeconds}`)
  }
  const { workflows, taskChannels, taskQueues } = world.taskrouter
  if (workflowSid !== undefined && workflows.get(workflowSid) === undefined) {
    throw invalidParameter(`Workflow ${workflowSid} is not in this workspace`)
  }
  if (taskChannels.get(taskChannelSid) === undefined) {
    throw invalidParameter(`TaskChannel ${taskChannelSid} is not in this workspace`)
  }
  if (options.taskQueueSid !== undefined && taskQueues.get(options.taskQueueSid) === undefined) {
    throw invalidParameter(`TaskQueue ${options.taskQueueSid} is not in this workspace`)
  }
  checkRoutingTarget(world, options)
}

function checkRoutingTarget(world: World, { routingTarget, ignoreCapacity }: NewTask): void {
  const { workers, taskQueues, workflows } = world.taskrouter
  if (ignoreCapacity !== undefined && routingTarget?.startsWith('WK') !== true) {
    throw invalidParameter('IgnoreCapacity can only be used when RoutingTarget is a Worker SID')
  }
  if (routingTarget === undefined) return
  const target = workers.get(routingTarget) ?? taskQueues.get(routingTarget) ?? workflows.get(routingTarget)
  if (target === undefined) throw invalidParameter(`RoutingTarget ${routingTarget} is not in this workspace`)
}

function checkPriority(priority: number | undefined): void {
  if (priority !== undefined && (priority < 0 || priority > PRIORITY_MAX)) {
    throw invalidParameter(`Priority must be from 0 to ${PRIORITY_MAX}, not ${priority}`)
  }
}
