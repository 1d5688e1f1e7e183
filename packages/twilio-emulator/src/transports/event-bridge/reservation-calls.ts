import { z } from 'zod'
import {
  acceptReservation,
  completeReservation,
  findReservation,
  rejectReservation,
  wrapUpReservation,
} from '../../services/taskrouter/reservations.ts'
import type { Reservation } from '../../services/taskrouter/state.ts'
import { findTask } from '../../services/taskrouter/tasks.ts'
import type { World } from '../../world/world.ts'
import { bridgeRoute, readParams, requireOwn, rowNamed, type BridgeRequest } from './bridge-route.ts'
import { reservationPayload } from './payloads.ts'

/** What an agent answers to a task that is no conversation; those of conversations are answered by invites (EB-8). */
export const reservationCalls = [
  bridgeRoute({ method: 'POST', path: '/Workers/:workerSid/Reservations/:sid', fact: 'EB-7', handle: update }),
]

const ReservationParams = z.object({
  ReservationStatus: z.enum(['accepted', 'rejected', 'wrapping', 'completed']),
  WorkerActivitySid: z.string().optional(),
})

type ReservationParams = z.infer<typeof ReservationParams>

function update(request: BridgeRequest): object {
  const { world, part } = request
  const reservation = findReservation(world, part('sid'))
  const isBelow = reservation?.workerSid === part('workerSid')
  const row = rowNamed(isBelow ? reservation : undefined, `/Reservations/${part('sid')}`)
  requireOwn(request, row.workerSid)
  const task = rowNamed(findTask(world, row.taskSid), `/Tasks/${row.taskSid}`)
  const updated = apply(world, row, readParams(request, ReservationParams))
  return reservationPayload(world, updated, findTask(world, row.taskSid) ?? task)
}

function apply(
  world: World,
  reservation: Reservation,
  { ReservationStatus, WorkerActivitySid }: ReservationParams,
): Reservation {
  switch (ReservationStatus) {
    case 'accepted':
      return acceptReservation(world, reservation)
    case 'rejected':
      return rejectReservation(world, reservation, WorkerActivitySid)
    case 'wrapping':
      return wrapUpReservation(world, reservation)
    case 'completed':
      return completeReservation(world, reservation)
  }
}
