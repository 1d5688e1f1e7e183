import type { World } from '../../world/world.ts'
import type { Reservation, ReservationStatus, Task } from './state.ts'
import { clearTimer } from './timers.ts'

/** Reservations of these statuses take up a worker's capacity. */
export const OPEN_RESERVATIONS: ReadonlySet<ReservationStatus> = new Set(['pending', 'accepted', 'wrapping'])

/** Adds or replaces a reservation's row and keeps the index. */
export function putReservation(world: World, reservation: Reservation): Reservation {
  const { byTask, byWorker, openByWorker } = world.taskrouter.reservationIndex
  addTo(byTask, reservation.taskSid, reservation.sid)
  addTo(byWorker, reservation.workerSid, reservation.sid)
  if (OPEN_RESERVATIONS.has(reservation.status)) addTo(openByWorker, reservation.workerSid, reservation.sid)
  else removeFrom(openByWorker, reservation.workerSid, reservation.sid)
  return world.taskrouter.reservations.put(reservation)
}

/** Gives the reservation its next status; nothing but `pending` has a deadline, so its timer goes. */
export function changeReservation(world: World, reservation: Reservation, status: ReservationStatus): Reservation {
  clearTimer(world, reservation.sid)
  const nowMs = world.clock.now()
  return putReservation(world, { ...reservation, status, updatedAtMs: nowMs, version: reservation.version + 1 })
}

/** In the order in which they were made. */
export function reservationsOfTask(world: World, taskSid: string): Reservation[] {
  return rowsOf(world, world.taskrouter.reservationIndex.byTask.get(taskSid))
}

export function reservationsOfWorker(world: World, workerSid: string): Reservation[] {
  return rowsOf(world, world.taskrouter.reservationIndex.byWorker.get(workerSid))
}

/** Pending, accepted and wrapping ones: those that take up the worker's capacity. */
export function openReservationsOfWorker(world: World, workerSid: string): Reservation[] {
  return rowsOf(world, world.taskrouter.reservationIndex.openByWorker.get(workerSid))
}

/** The task is gone: so are its reservations, or else (switch, TR-7) only their workers' lists still have them. */
export function releaseReservationsOfTask(world: World, task: Task): void {
  const { byTask, byWorker, openByWorker } = world.taskrouter.reservationIndex
  for (const reservation of reservationsOfTask(world, task.sid)) {
    clearTimer(world, reservation.sid)
    if (world.assumptions.deletedTaskReservations === 'kept') continue
    removeFrom(byWorker, reservation.workerSid, reservation.sid)
    removeFrom(openByWorker, reservation.workerSid, reservation.sid)
    world.taskrouter.reservations.delete(reservation.sid)
  }
  byTask.delete(task.sid)
}

function rowsOf(world: World, sids: ReadonlySet<string> | undefined): Reservation[] {
  const rows = [...(sids ?? [])].map((sid) => world.taskrouter.reservations.get(sid))
  return rows.filter((row) => row !== undefined)
}

function addTo(index: Map<string, Set<string>>, key: string, sid: string): void {
  const sids = index.get(key)
  if (sids === undefined) index.set(key, new Set([sid]))
  else sids.add(sid)
}

function removeFrom(index: Map<string, Set<string>>, key: string, sid: string): void {
  const sids = index.get(key)
  sids?.delete(sid)
  if (sids?.size === 0) index.delete(key)
}
