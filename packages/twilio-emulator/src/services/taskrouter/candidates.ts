import {
  evaluateExpression,
  knownWorker,
  orderWorkers,
  type WorkflowTarget,
} from '@conversation-transfer/taskrouter-language'
import type { World } from '../../world/world.ts'
import { attributesOf } from './attributes.ts'
import { canTake } from './capacity.ts'
import { comparisonOptions } from './expressions.ts'
import { isMember, membersOf } from './queue-members.ts'
import { openReservationsOfWorker, reservationsOfTask } from './reservation-row.ts'
import type { Task, TaskQueue, Worker } from './state.ts'
import { workerDocument } from './worker-document.ts'

export interface Search {
  readonly task: Task
  readonly target: WorkflowTarget
  readonly queue: TaskQueue
}

/** Whom the target can ask for the task now, the first to be asked first (TR-24, TR-25). */
export function candidates(world: World, search: Search): readonly Worker[] {
  const wanted = knownWorkers(world, search) ?? membersOf(world, search.queue)
  return inOrder(world, search, fitting(world, search, wanted))
}

/** As `candidates`, of these workers only: of all others it is known that they cannot take the task. */
export function candidatesAmong(world: World, search: Search, workers: readonly Worker[]): readonly Worker[] {
  const known = knownWorkers(world, search)
  const wanted = workers.filter(({ sid }) => known === undefined || known.some((worker) => worker.sid === sid))
  const members = wanted.filter(({ sid }) => isMember(world, search.queue, sid))
  return inOrder(world, search, fitting(world, search, members))
}

/** Undefined if the target wants nobody in particular; empty if nobody is known, or is not in the queue (TR-26). */
function knownWorkers(world: World, { task, target, queue }: Search): Worker[] | undefined {
  const known = knownWorker(target, attributesOf(task))
  if (known === undefined) return undefined
  const worker = findKnown(world, known)
  return worker !== undefined && isMember(world, queue, worker.sid) ? [worker] : []
}

function findKnown(world: World, known: NonNullable<ReturnType<typeof knownWorker>>): Worker | undefined {
  const { workers } = world.taskrouter
  switch (known.kind) {
    case 'sid':
      return workers.get(known.sid)
    case 'friendlyName':
      return workers.all().find(({ friendlyName }) => friendlyName === known.friendlyName)
    case 'nobody':
    case 'invalid':
      return undefined
  }
}

function fitting(world: World, { task, target }: Search, workers: readonly Worker[]): Worker[] {
  const ringing = new Set(
    reservationsOfTask(world, task.sid)
      .filter(({ status }) => status === 'pending')
      .map(({ workerSid }) => workerSid),
  )
  return workers.filter((worker) => {
    return !ringing.has(worker.sid) && canTake(world, worker, task) && expressionAllows(world, task, target, worker)
  })
}

function expressionAllows(world: World, task: Task, { expression }: WorkflowTarget, worker: Worker): boolean {
  if (expression === undefined) return true
  const scope = { kind: 'target', task: attributesOf(task), worker: workerDocument(world, worker) } as const
  return evaluateExpression(expression, scope, comparisonOptions(world))
}

/**
 * Workers without a task before those with one, and of each the one who has waited longest; over this goes the target's
 * own order. Whoever let this task go by before comes after those who were not asked yet, and not at all if so assumed.
 */
function inOrder(world: World, { task, target }: Search, workers: readonly Worker[]): readonly Worker[] {
  if (workers.length < 2 && task.assignmentCount === 0) return workers
  const waiting = workers.map((worker) => {
    return { worker, isBusy: openReservationsOfWorker(world, worker.sid).length > 0 }
  })
  waiting.sort((left, right) => {
    return Number(left.isBusy) - Number(right.isBusy) || left.worker.idleSinceMs - right.worker.idleSinceMs
  })
  const ordered = orderWorkers(
    waiting.map(({ worker }) => worker),
    target.orderBy,
    (worker) => workerDocument(world, worker),
  )
  const asked = new Set(reservationsOfTask(world, task.sid).map(({ workerSid }) => workerSid))
  const fresh = ordered.filter(({ sid }) => !asked.has(sid))
  const again = ordered.filter(({ sid }) => asked.has(sid))
  const ringAgain = target.knownWorker !== undefined || world.assumptions.declinedWorkerRungAgain
  return ringAgain ? [...fresh, ...again] : fresh
}
