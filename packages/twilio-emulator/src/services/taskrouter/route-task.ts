import { evaluateExpression, type WorkflowTarget } from '@conversation-transfer/taskrouter-language'
import type { World } from '../../world/world.ts'
import { activityOf } from './activity-row.ts'
import { candidates, candidatesAmong, type Search } from './candidates.ts'
import { canTake } from './capacity.ts'
import { membersOf } from './queue-members.ts'
import { reservationsOfTask } from './reservation-row.ts'
import { createReservation } from './reservations.ts'
import { firstStep, stepAfter, workflowOf } from './routing-steps.ts'
import type { RoutingStep, Task, TaskQueue, Worker } from './state.ts'
import { changeTask } from './task-row.ts'
import { cancelTask, findTask } from './tasks.ts'
import { DEFAULT_RESERVATION_TIMEOUT_SECONDS } from './workflows.ts'

/** How often a task may go from pending to reserved (TR-29). */
const ASSIGNMENTS_MAX = 1000
/** The reason is worded as it was seen in the wild (observed, TR-29). */
const ASSIGNMENTS_USED_UP = 'Task TTL Exceeded or Max assignment count exceeded'

/** Looks for somebody to ask for the task, where it is in its workflow; otherwise it waits there. */
export function routeTask(world: World, taskSid: string): void {
  const task = findTask(world, taskSid)
  if (task?.status !== 'pending') return
  if (task.assignmentCount >= ASSIGNMENTS_MAX) cancelTask(world, task, ASSIGNMENTS_USED_UP)
  else if (task.routingTarget?.startsWith('WK') === true) routeToWorker(world, task, task.routingTarget)
  else if (task.step === undefined) enterWorkflow(world, task)
  else if (isOver(world, task, task.step)) leaveTarget(world, task, task.step)
  else if (!reserve(world, task)) wait(world, task)
}

/** Offers a task that waits to workers who could not take it before. */
export function offerTask(world: World, taskSid: string, workers: readonly Worker[]): void {
  const task = findTask(world, taskSid)
  if (task?.status !== 'pending') return
  if (task.routingTarget?.startsWith('WK') === true) return routeToWorker(world, task, task.routingTarget)
  const search = searchOf(world, task)
  if (search !== undefined) ring(world, search, candidatesAmong(world, search, workers))
}

/** Takes a task that has ended, or been given to somebody, out of the routing. */
export function stopRouting(world: World, taskSid: string): void {
  world.taskrouter.routing.waiting.delete(taskSid)
  world.taskrouter.timers.clear(targetTimer(taskSid))
}

/** Begins the task's workflow again from its first filter. */
export function restartWorkflow(world: World, task: Task): void {
  stopRouting(world, task.sid)
  world.taskrouter.tasks.put({ ...task, step: undefined })
}

function enterWorkflow(world: World, task: Task): void {
  if (workflowOf(world, task) !== undefined) world.changes.publish({ kind: 'workflow.entered', task })
  const step = firstStep(world, task)
  if (step !== undefined) return enterTargets(world, task, step)
  // What becomes of a task that matches nothing is not documented (TR-23).
  if (world.assumptions.unmatchedTask === 'canceled') endWorkflow(world, task, 'workflow.skipped')
}

/** Goes from target to target until one has somebody to ask, or holds the task. */
function enterTargets(world: World, task: Task, first: RoutingStep): void {
  let entered = task
  for (let step: RoutingStep | undefined = first; step !== undefined; step = stepAfter(world, entered, step)) {
    entered = enterTarget(world, entered, step)
    if (reserve(world, entered)) return
    if (!skips(world, step.target)) return wait(world, entered)
  }
  endWorkflow(world, entered, 'workflow.skipped')
}

function enterTarget(world: World, task: Task, step: RoutingStep): Task {
  const { target } = step
  const nowMs = world.clock.now()
  const entered = changeTask(world, task, {
    step,
    taskQueueSid: target.queueSid,
    queueEnteredAtMs: nowMs,
    priority: target.priority ?? task.priority,
  })
  const moved = task.step !== undefined && task.taskQueueSid !== target.queueSid
  world.changes.publish({ kind: 'workflow.target-matched', task: entered })
  world.changes.publish({ kind: moved ? 'task-queue.moved' : 'task-queue.entered', task: entered })
  const { timeoutSeconds } = target
  if (timeoutSeconds === undefined) world.taskrouter.timers.clear(targetTimer(task.sid))
  else
    world.taskrouter.timers.set(targetTimer(task.sid), nowMs + timeoutSeconds * 1000, () =>
      targetTimedOut(world, task.sid),
    )
  return entered
}

/** A task that rings when its target's time is over goes on only if nobody takes it (TR-24). */
export function targetTimedOut(world: World, taskSid: string): void {
  const task = findTask(world, taskSid)
  if (task?.status === 'pending' && task.step !== undefined) leaveTarget(world, task, task.step)
}

function isOver(world: World, task: Task, { target }: RoutingStep): boolean {
  const { timeoutSeconds } = target
  if (timeoutSeconds === undefined || task.queueEnteredAtMs === undefined) return false
  return world.clock.now() >= task.queueEnteredAtMs + timeoutSeconds * 1000
}

function leaveTarget(world: World, task: Task, step: RoutingStep): void {
  stopRouting(world, task.sid)
  world.changes.publish({ kind: 'task-queue.timeout', task })
  const next = stepAfter(world, task, { ...step, timedOut: true })
  if (next === undefined) endWorkflow(world, task, 'workflow.timeout')
  else enterTargets(world, task, next)
}

function endWorkflow(world: World, task: Task, kind: 'workflow.timeout' | 'workflow.skipped'): void {
  world.changes.publish({ kind, task })
  // Twilio's own words are not documented (TR-22).
  const reason = kind === 'workflow.timeout' ? 'Task canceled on Workflow timeout' : 'Task skipped all Workflow targets'
  cancelTask(world, task, reason)
}

/** Rings at whom the task's target can ask; false if that is nobody. */
function reserve(world: World, task: Task): boolean {
  const search = searchOf(world, task)
  return search !== undefined && ring(world, search, candidates(world, search))
}

function ring(world: World, { task, queue }: Search, workers: readonly Worker[]): boolean {
  if (workers.length === 0) return false
  world.taskrouter.routing.waiting.delete(task.sid)
  const timeoutSeconds = reservationTimeoutSeconds(world, task)
  for (const worker of workers.slice(0, queue.maxReservedWorkers)) {
    createReservation(world, findTask(world, task.sid) ?? task, { worker, timeoutSeconds })
  }
  return true
}

function searchOf(world: World, task: Task): Search | undefined {
  const target = task.step?.target
  const queue = target === undefined ? undefined : world.taskrouter.taskQueues.get(target.queueSid)
  return target === undefined || queue === undefined ? undefined : { task, target, queue }
}

function skips(world: World, { skipIf, queueSid }: WorkflowTarget): boolean {
  const queue = world.taskrouter.taskQueues.get(queueSid)
  if (queue === undefined) return true
  if (skipIf === undefined) return false
  return evaluateExpression(skipIf, { kind: 'workerCounts', workers: countWorkers(world, queue) })
}

function countWorkers(
  world: World,
  queue: TaskQueue,
): {
  readonly available: number
  readonly unavailable: number
  readonly byActivity: Readonly<Record<string, number>>
} {
  const members = membersOf(world, queue)
  const available = members.filter((worker) => activityOf(world, worker).available).length
  const byActivity: Record<string, number> = {}
  for (const { activitySid } of members) byActivity[activitySid] = (byActivity[activitySid] ?? 0) + 1
  return { available, unavailable: members.length - available, byActivity }
}

/** A task for one worker rings there whatever the worker does, unless it was told to mind (TR-28). */
function routeToWorker(world: World, task: Task, workerSid: string): void {
  const worker = world.taskrouter.workers.get(workerSid)
  const declined = reservationsOfTask(world, task.sid).some(
    ({ status }) => status === 'rejected' || status === 'timeout',
  )
  if (declined && world.assumptions.declinedDirectTask === 'canceled') {
    cancelTask(world, task, 'The worker to whom the task was routed did not accept it')
  } else if (worker !== undefined && (task.ignoreCapacity || canTake(world, worker, task))) {
    world.taskrouter.routing.waiting.delete(task.sid)
    createReservation(world, task, { worker, timeoutSeconds: reservationTimeoutSeconds(world, task) })
  } else wait(world, task)
}

function wait(world: World, task: Task): void {
  const { routing, taskQueues } = world.taskrouter
  const owner = task.step?.target.queueSid ?? task.routingTarget ?? ''
  routing.waiting.put({
    taskSid: task.sid,
    place: placeOf(owner, task.taskChannelSid),
    priority: task.priority,
    virtualStartMs: task.virtualStartMs,
    order: taskQueues.get(owner)?.taskOrder ?? 'FIFO',
  })
}

/** Where tasks of a channel wait for the workers of a queue, or for one worker. */
export function placeOf(queueOrWorkerSid: string, taskChannelSid: string): string {
  return `${queueOrWorkerSid} ${taskChannelSid}`
}

export function reservationTimeoutSeconds(world: World, task: Task): number {
  return workflowOf(world, task)?.taskReservationTimeoutSeconds ?? DEFAULT_RESERVATION_TIMEOUT_SECONDS
}

/** The row's own timer is for the end of its life. */
function targetTimer(taskSid: string): string {
  return `${taskSid} target`
}
