import type { RestAnswer, RestRequest } from '../../transports/rest/message.ts'
import { pathParameter } from '../../transports/rest/parameters.ts'
import type { Route } from '../../transports/rest/route.ts'
import { notFound, TwilioError } from '../../transports/rest/twilio-error.ts'
import type { Table } from '../../world/table.ts'
import type { World } from '../../world/world.ts'
import { findService } from './services.ts'
import type { OfService, ServerlessService } from './state.ts'

export interface ServerlessCall {
  readonly method: Route['method']
  readonly host?: 'serverless.twilio.com' | 'serverless-upload.twilio.com'
  /** What follows the service in the path, such as `/Functions`. */
  readonly path: string
  readonly fact: string
  readonly mark?: Route['mark']
  readonly handle: (request: RestRequest, world: World, service: ServerlessService) => RestAnswer
}

/** A call on one service, which is named by its sid or by its unique name. */
export function serverlessRoute(call: ServerlessCall): Route {
  const { method, host = 'serverless.twilio.com', path, fact, mark = 'documented', handle } = call
  return {
    method,
    host,
    path: `/v1/Services/:serviceSid${path}`,
    fact,
    mark,
    handle: (request, world) => {
      refuseWorker(request)
      return handle(request, world, findService(world, pathParameter(request, 'serviceSid')))
    },
  }
}

/** What an account deploys is no business of an agent's. */
export function refuseWorker({ caller }: RestRequest): void {
  if (caller.kind === 'worker') throw new TwilioError(403, 20403, 'A Flex token gives no access to this resource')
}

/** The row that the path names, if it is the service's. Throws Twilio's 404. */
export function named<Row extends OfService>(
  table: Table<Row>,
  {
    request,
    parameter,
    service,
  }: { readonly request: RestRequest; readonly parameter: string; readonly service: ServerlessService },
): Row {
  const row = table.get(pathParameter(request, parameter))
  if (row === undefined || row.serviceSid !== service.sid) throw notFound(request.url.pathname)
  return row
}

export function rowsOf<Row extends OfService>(table: Table<Row>, { sid }: ServerlessService): Row[] {
  return table.all().filter(({ serviceSid }) => serviceSid === sid)
}
