import { FaultRequest } from '../faults/fault.ts'
import type { FaultPlan, PlannedFault } from '../faults/fault-plan.ts'
import { routes } from '../transports/rest/rest-api.ts'
import type { Route } from '../transports/rest/route.ts'
import type { UpstreamRoute } from '../transports/twilsock/upstream-route.ts'
import { upstreamRoutes } from '../transports/twilsock/upstream-routes.ts'
import { ControlError } from './control-error.ts'

const PATHS: ReadonlySet<string> = new Set([...routes, ...upstreamRoutes].map(({ path }) => path))

/** `POST /__emulator/faults`. A path that is the pattern of no route would never strike, and is refused. */
export function addFault(faults: FaultPlan, body: unknown): PlannedFault {
  const fault = FaultRequest.parse(body)
  const path = 'route' in fault ? fault.route?.path : undefined
  if (path !== undefined && !PATHS.has(path)) {
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

/** `GET /__emulator/routes`: every call that is built, over HTTP and through sockets, with how well it is known. */
export function listRoutes(): object {
  return { routes: routes.map(listed), socketRoutes: upstreamRoutes.map(listed) }
}

function listed({ method, host, path, mark, fact }: Route | UpstreamRoute): object {
  return { method, host, path, mark, fact }
}
