import { ok, type RestAnswer, type RestRequest } from '../../transports/rest/message.ts'
import { page } from '../../transports/rest/page.ts'
import { oneOf } from '../../transports/rest/parameters.ts'
import type { Route } from '../../transports/rest/route.ts'
import { notBuilt } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'
import { reservationJson } from './reservation-json.ts'
import { reservationsOfTask, reservationsOfWorker } from './reservation-row.ts'
import {
  acceptReservation,
  completeReservation,
  findReservation,
  rejectReservation,
  wrapUpReservation,
} from './reservations.ts'
import type { Reservation } from './state.ts'
import { checkVersion, rowOfPath, taskrouterRoute, withVersion } from './taskrouter-route.ts'
import { findTask } from './tasks.ts'
import { findWorker } from './workers.ts'

const OF_TASK = '/Tasks/:taskSid/Reservations'
const OF_WORKER = '/Workers/:workerSid/Reservations'

export const reservationRoutes: readonly Route[] = [
  taskrouterRoute({ method: 'GET', path: OF_TASK, fact: 'TR-10', handle: listOfTask }),
  taskrouterRoute({ method: 'GET', path: `${OF_TASK}/:sid`, fact: 'TR-10', handle: fetchOne }),
  taskrouterRoute({ method: 'POST', path: `${OF_TASK}/:sid`, fact: 'TR-10', handle: update }),
  taskrouterRoute({ method: 'GET', path: OF_WORKER, fact: 'TR-10', handle: listOfWorker }),
  taskrouterRoute({ method: 'GET', path: `${OF_WORKER}/:sid`, fact: 'TR-10', handle: fetchOne }),
  taskrouterRoute({ method: 'POST', path: `${OF_WORKER}/:sid`, fact: 'TR-10', handle: update }),
]

function listOfTask(request: RestRequest, world: World): RestAnswer {
  const task = rowOfPath(request, 'taskSid', (sid) => findTask(world, sid))
  const worker = request.url.searchParams.get('WorkerSid')
  const rows = reservationsOfTask(world, task.sid).filter(({ workerSid }) => worker === null || worker === workerSid)
  return list(request, world, rows)
}

function listOfWorker(request: RestRequest, world: World): RestAnswer {
  const worker = rowOfPath(request, 'workerSid', (sid) => findWorker(world, sid))
  return list(request, world, reservationsOfWorker(world, worker.sid))
}

function list(request: RestRequest, world: World, reservations: Reservation[]): RestAnswer {
  const wanted = request.url.searchParams.get('ReservationStatus')
  const rows = reservations.filter(({ status }) => wanted === null || wanted === status)
  return page({ request, rows, key: 'reservations', render: (row) => json(request, world, row) })
}

function fetchOne(request: RestRequest, world: World): RestAnswer {
  const reservation = reservationOf(request, world)
  return withVersion(ok(json(request, world, reservation)), reservation)
}

function update(request: RestRequest, world: World): RestAnswer {
  const reservation = reservationOf(request, world)
  checkVersion(request, reservation)
  const updated = apply(request, world, reservation)
  return withVersion(ok(json(request, world, updated)), updated)
}

/** What a caller may ask for; the other statuses are the system's own (TR-10). */
const STATUSES = ['accepted', 'rejected', 'wrapping', 'completed'] as const

function apply({ form }: RestRequest, world: World, reservation: Reservation): Reservation {
  const instruction = form.get('Instruction')
  if (instruction !== null) {
    const problem = `The emulator has no voice, so it cannot follow Instruction '${instruction}'; use ReservationStatus.`
    throw notBuilt(problem)
  }
  switch (oneOf(form, 'ReservationStatus', STATUSES)) {
    case 'accepted':
      return acceptReservation(world, reservation)
    case 'rejected':
      return rejectReservation(world, reservation, form.get('WorkerActivitySid') ?? undefined)
    case 'wrapping':
      return wrapUpReservation(world, reservation)
    case 'completed':
      return completeReservation(world, reservation)
    case undefined:
      return reservation
  }
}

/** A reservation is found only below its own task and its own worker. */
function reservationOf(request: RestRequest, world: World): Reservation {
  const { taskSid, workerSid } = request.params
  if (taskSid !== undefined) rowOfPath(request, 'taskSid', (sid) => findTask(world, sid))
  return rowOfPath(request, 'sid', (sid) => {
    const row = findReservation(world, sid)
    return row?.taskSid === (taskSid ?? row?.taskSid) && row?.workerSid === (workerSid ?? row?.workerSid)
      ? row
      : undefined
  })
}

function json(request: RestRequest, world: World, reservation: Reservation): object {
  return reservationJson(world, reservation, request.params['taskSid'] === undefined ? 'worker' : 'task')
}
