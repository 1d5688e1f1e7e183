import { FaultRequest } from '../faults/fault.ts'
import type { FaultPlan, PlannedFault } from '../faults/fault-plan.ts'
import { routes as restRoutes } from '../transports/rest/rest-api.ts'
import { upstreamRoutes } from '../transports/twilsock/upstream-routes.ts'
import { ControlError } from './control-error.ts'

/** Calls of REST, and those that come in through sockets. */
const routes = [...restRoutes, ...upstreamRoutes]

/** `POST /__emulator/faults`. A path that is the pattern of no route would never strike, and is refused. */
export function addFault(faults: FaultPlan, body: unknown): PlannedFault {
  const fault = FaultRequest.parse(body)
  const path = 'route' in fault ? fault.route?.path : undefined
  if (path !== undefined && !routes.some((route) => route.path === path)) {
    throw new ControlError(400, `No route has the path '${path}'. GET /__emulator/routes lists them.`)
  }
  const added = faults.add(fault)
  if (added === undefined) throw new ControlError(409, 'There are too many faults already: DELETE /__emulator/faults.')
  return added
}

/** `DELETE /__emulator/faults/:id`. */
export function deleteFault(faults: FaultPlan, id: string): object {
  if (!faults.delete(id)) throw new ControlError(404, `There is no fault '${id}'. GET /__emulator/faults lists them.`)
  return { deleted: id }
}

/** `GET /__emulator/routes`: every call that is built, with how well its behaviour is known. */
export function listRoutes(): object {
  return { routes: routes.map(({ method, host, path, mark, fact }) => ({ method, host, path, mark, fact })) }
}
