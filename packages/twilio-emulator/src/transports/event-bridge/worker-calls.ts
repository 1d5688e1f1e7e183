import { z } from 'zod'
import { openReservationsOfWorker } from '../../services/taskrouter/reservation-row.ts'
import type { Reservation, Worker } from '../../services/taskrouter/state.ts'
import { findTask } from '../../services/taskrouter/tasks.ts'
import { workerChannelsOf } from '../../services/taskrouter/worker-row.ts'
import { findWorker, updateWorker } from '../../services/taskrouter/workers.ts'
import { bridgeList } from './bridge-list.ts'
import { bridgeRoute, readParams, requireOwn, rowNamed, type BridgeRequest } from './bridge-route.ts'
import { activityPayload, reservationPayload, workerChannelPayload, workerPayload } from './payloads.ts'

const ONE = '/Workers/:workerSid'

/** What a desktop reads when it connects, and what it changes about its worker. */
export const workerCalls = [
  bridgeRoute({ method: 'GET', path: ONE, fact: 'EB-6', handle: fetchOne }),
  bridgeRoute({ method: 'POST', path: ONE, fact: 'EB-6', handle: update }),
  bridgeRoute({ method: 'GET', path: '/Activities', fact: 'EB-6', handle: listActivities }),
  bridgeRoute({ method: 'GET', path: `${ONE}/WorkerChannels`, fact: 'EB-6', handle: listChannels }),
  bridgeRoute({ method: 'GET', path: `${ONE}/Reservations`, fact: 'EB-7', handle: listReservations }),
]

/** Any worker may be looked at: the directory shows them all. */
function fetchOne(request: BridgeRequest): object {
  return workerPayload(request.world, workerOf(request))
}

const WorkerParams = z.object({
  ActivitySid: z.string().optional(),
  Attributes: z.record(z.string(), z.unknown()).optional(),
  RejectPendingReservations: z.boolean().optional(),
})

function update(request: BridgeRequest): object {
  const { world } = request
  const worker = workerOf(request)
  requireOwn(request, worker.sid)
  const { ActivitySid, Attributes, RejectPendingReservations } = readParams(request, WorkerParams)
  const updated = updateWorker(world, worker, {
    activitySid: ActivitySid,
    attributes: Attributes === undefined ? undefined : JSON.stringify(Attributes),
    rejectPendingReservations: RejectPendingReservations,
  })
  return workerPayload(world, updated)
}

function listActivities({ world, query }: BridgeRequest): object {
  const rows = world.taskrouter.activities.all()
  return bridgeList({ query, rows, render: (activity) => activityPayload(world, activity) })
}

function listChannels(request: BridgeRequest): object {
  const { world, query } = request
  const worker = workerOf(request)
  requireOwn(request, worker.sid)
  const rows = workerChannelsOf(world, worker.sid)
  return bridgeList({ query, rows, render: (channel) => workerChannelPayload(world, channel) })
}

/** Pending, accepted and wrapping ones: the Flex UI only ever asks for those that are active (EB-7). */
function listReservations(request: BridgeRequest): object {
  const { world, query } = request
  const worker = workerOf(request)
  requireOwn(request, worker.sid)
  const rows = openReservationsOfWorker(world, worker.sid)
  return bridgeList({ query, rows, render: (reservation) => withTask(request, reservation) })
}

/** A task goes together with its reservations, so that an open reservation always has one. */
function withTask({ world }: BridgeRequest, reservation: Reservation): object {
  const { taskSid } = reservation
  return reservationPayload(world, reservation, rowNamed(findTask(world, taskSid), `/Tasks/${taskSid}`))
}

function workerOf(request: BridgeRequest): Worker {
  const sid = request.part('workerSid')
  return rowNamed(findWorker(request.world, sid), `/Workers/${sid}`)
}
