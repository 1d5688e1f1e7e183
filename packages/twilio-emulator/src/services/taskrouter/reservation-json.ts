import { isoSeconds } from '../../transports/rest/render.ts'
import type { World } from '../../world/world.ts'
import { address } from './address.ts'
import type { Reservation } from './state.ts'

/** A reservation as Twilio answers it (TR-10); its address depends on whether it was found by its task or its worker. */
export function reservationJson(world: World, reservation: Reservation, foundBy: 'task' | 'worker'): object {
  const { sid, taskSid, workerSid } = reservation
  const parent = foundBy === 'task' ? `/Tasks/${taskSid}` : `/Workers/${workerSid}`
  return {
    sid,
    account_sid: world.account.sid,
    workspace_sid: world.account.workspaceSid,
    date_created: isoSeconds(reservation.createdAtMs),
    date_updated: isoSeconds(reservation.updatedAtMs),
    reservation_status: reservation.status,
    task_sid: taskSid,
    worker_sid: workerSid,
    worker_name: world.taskrouter.workers.get(workerSid)?.friendlyName ?? null,
    url: address(world, `${parent}/Reservations/${sid}`),
    links: {
      task: address(world, `/Tasks/${taskSid}`),
      worker: address(world, `/Workers/${workerSid}`),
      workspace: address(world),
    },
  }
}
