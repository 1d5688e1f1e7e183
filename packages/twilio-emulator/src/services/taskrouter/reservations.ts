import type { TwilioError } from '../../transports/rest/twilio-error.ts'
import { newSid } from '../../world/sid.ts'
import type { World } from '../../world/world.ts'
import { requireActivity } from './activity-row.ts'
import { changeReservation, putReservation, reservationsOfTask } from './reservation-row.ts'
import type { Reservation, Task, Worker } from './state.ts'
import { changeTask } from './task-row.ts'
import { completeTask, findTask, refused, systemDeleteTask, wrapUpTask } from './tasks.ts'
import { setActivity, touchIdle } from './worker-row.ts'

/** The system takes a task away that has been assigned for a day; nobody can change this limit (TR-8). */
const ASSIGNED_MS_MAX = 86_400 * 1000

export function findReservation(world: World, sid: string): Reservation | undefined {
  return world.taskrouter.reservations.get(sid)
}

/** Rings at the worker; after `timeoutSeconds` it stops by itself (TR-11). */
export function createReservation(
  world: World,
  task: Task,
  options: { readonly worker: Worker; readonly timeoutSeconds: number },
): Reservation {
  const nowMs = world.clock.now()
  const assignmentCount = task.assignmentCount + (task.status === 'pending' ? 1 : 0)
  const reserved = changeTask(world, task, { status: 'reserved', assignmentCount })
  const reservation = putReservation(world, {
    sid: newSid(world.random, 'WR'),
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    status: 'pending',
    taskSid: task.sid,
    workerSid: options.worker.sid,
    version: 0,
  })
  touchIdle(world, options.worker.sid)
  const { sid } = reservation
  world.taskrouter.timers.set(sid, nowMs + options.timeoutSeconds * 1000, () => letRingOut(world, sid))
  world.changes.publish({ kind: 'reservation.created', reservation, task: reserved })
  return reservation
}

/** Gives the worker the task and stops it ringing at everybody else. Throws Twilio's 400 unless pending (TR-4). */
export function acceptReservation(world: World, reservation: Reservation): Reservation {
  const task = taskOfPending(world, reservation, 'accept')
  const accepted = changeReservation(world, reservation, 'accepted')
  const assigned = changeTask(world, task, { status: 'assigned' })
  const assignedUntilMs = world.clock.now() + ASSIGNED_MS_MAX
  world.taskrouter.timers.set(task.sid, assignedUntilMs, () => systemDeleteTask(world, task.sid))
  world.changes.publish({ kind: 'reservation.accepted', reservation: accepted, task: assigned })
  for (const other of ringing(world, task)) {
    const rescinded = changeReservation(world, other, 'rescinded')
    world.changes.publish({ kind: 'reservation.rescinded', reservation: rescinded, task: assigned })
  }
  return accepted
}

/** Throws Twilio's 400 unless pending (TR-4). `activitySid` is where the worker goes with it. */
export function rejectReservation(world: World, reservation: Reservation, activitySid?: string): Reservation {
  const task = taskOfPending(world, reservation, 'reject')
  if (activitySid !== undefined) requireActivity(world, activitySid)
  const rejected = changeReservation(world, reservation, 'rejected')
  const waiting = backToPending(world, task)
  moveWorker(world, reservation.workerSid, activitySid)
  world.changes.publish({ kind: 'reservation.rejected', reservation: rejected, task: waiting })
  return rejected
}

/** The agent begins the work after the work. Throws Twilio's 400 unless the task is assigned (TR-4). */
export function wrapUpReservation(world: World, reservation: Reservation): Reservation {
  wrapUpTask(world, taskOfAgent(world, reservation, 'wrap up'))
  return findReservation(world, reservation.sid) ?? reservation
}

/** The agent is done, and so is the task. Throws Twilio's 400 unless the task is assigned or wrapping (TR-4). */
export function completeReservation(world: World, reservation: Reservation): Reservation {
  completeTask(world, taskOfAgent(world, reservation, 'complete'))
  return findReservation(world, reservation.sid) ?? reservation
}

export function letRingOut(world: World, sid: string): void {
  const reservation = findReservation(world, sid)
  const task = reservation === undefined ? undefined : findTask(world, reservation.taskSid)
  if (reservation?.status !== 'pending' || task === undefined) return
  const timedOut = changeReservation(world, reservation, 'timeout')
  const waiting = backToPending(world, task)
  moveWorker(world, reservation.workerSid, world.taskrouter.workspace.timeoutActivitySid)
  world.changes.publish({ kind: 'reservation.timeout', reservation: timedOut, task: waiting })
}

/** A task goes back to waiting when the last of its reservations has ended without being accepted (TR-3). */
function backToPending(world: World, task: Task): Task {
  return ringing(world, task).length === 0 ? changeTask(world, task, { status: 'pending' }) : task
}

function ringing(world: World, task: Task): Reservation[] {
  return reservationsOfTask(world, task.sid).filter(({ status }) => status === 'pending')
}

function moveWorker(world: World, workerSid: string, activitySid: string | undefined): void {
  const worker = world.taskrouter.workers.get(workerSid)
  if (activitySid === undefined || worker === undefined || worker.activitySid === activitySid) return
  setActivity(world, worker, requireActivity(world, activitySid))
}

function taskOfPending(world: World, reservation: Reservation, what: 'accept' | 'reject'): Task {
  const task = findTask(world, reservation.taskSid)
  if (reservation.status !== 'pending' || task === undefined) throw reservationRefused(world, reservation, what)
  return task
}

function taskOfAgent(world: World, reservation: Reservation, what: 'wrap up' | 'complete'): Task {
  const task = findTask(world, reservation.taskSid)
  const hasIt = reservation.status === 'accepted' || reservation.status === 'wrapping'
  if (!hasIt || task === undefined) throw reservationRefused(world, reservation, what)
  return task
}

/** The form is that of the refusals of tasks, which were observed; the words for reservations are assumed (TR-4). */
function reservationRefused(world: World, reservation: Reservation, what: string): TwilioError {
  return refused(world, `Cannot ${what} reservation ${reservation.sid}`, `it is ${reservation.status}`)
}
