import type { World } from '../../world/world.ts'
import type { Reservation, ReservationStatus, Task } from './state.ts'

/** Reservations of these statuses take up a worker's capacity. */
export const OPEN_RESERVATIONS: ReadonlySet<ReservationStatus> = new Set(['pending', 'accepted', 'wrapping'])

/** Adds or replaces a reservation's row and keeps the index. */
export function putReservation(world: World, reservation: Reservation): Reservation {
  const { byTask, byWorker, openByWorker } = world.taskrouter.reservationIndex
  byTask.add(reservation.taskSid, reservation.sid)
  byWorker.add(reservation.workerSid, reservation.sid)
  if (OPEN_RESERVATIONS.has(reservation.status)) openByWorker.add(reservation.workerSid, reservation.sid)
  else openByWorker.remove(reservation.workerSid, reservation.sid)
  return world.taskrouter.reservations.put(reservation)
}

/** Gives the reservation its next status; nothing but `pending` has a deadline, so its timer goes. */
export function changeReservation(world: World, reservation: Reservation, status: ReservationStatus): Reservation {
  world.taskrouter.timers.clear(reservation.sid)
  const nowMs = world.clock.now()
  return putReservation(world, { ...reservation, status, updatedAtMs: nowMs, version: reservation.version + 1 })
}

/** In the order in which they were made. */
export function reservationsOfTask(world: World, taskSid: string): Reservation[] {
  return rowsOf(world, world.taskrouter.reservationIndex.byTask.sids(taskSid))
}

export function reservationsOfWorker(world: World, workerSid: string): Reservation[] {
  return rowsOf(world, world.taskrouter.reservationIndex.byWorker.sids(workerSid))
}

/** Pending, accepted and wrapping ones: those that take up the worker's capacity. */
export function openReservationsOfWorker(world: World, workerSid: string): Reservation[] {
  return rowsOf(world, world.taskrouter.reservationIndex.openByWorker.sids(workerSid))
}

/** The task is gone: so are its reservations, or else (switch, TR-7) only their workers' lists still have them. */
export function releaseReservationsOfTask(world: World, task: Task): void {
  const { byTask, byWorker, openByWorker } = world.taskrouter.reservationIndex
  for (const reservation of reservationsOfTask(world, task.sid)) {
    world.taskrouter.timers.clear(reservation.sid)
    if (world.assumptions.deletedTaskReservations === 'kept') continue
    byWorker.remove(reservation.workerSid, reservation.sid)
    openByWorker.remove(reservation.workerSid, reservation.sid)
    world.taskrouter.reservations.delete(reservation.sid)
  }
  byTask.removeAll(task.sid)
}

function rowsOf(world: World, sids: readonly string[]): Reservation[] {
  const rows = sids.map((sid) => world.taskrouter.reservations.get(sid))
  return rows.filter((row) => row !== undefined)
}
