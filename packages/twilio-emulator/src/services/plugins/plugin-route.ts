import type { RestAnswer, RestRequest } from '../../transports/rest/message.ts'
import type { Route } from '../../transports/rest/route.ts'
import { TwilioError } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'

export interface PluginCall {
  readonly method: Route['method']
  /** What follows `/v1/PluginService`. */
  readonly path: string
  readonly fact: string
  readonly handle: (request: RestRequest, world: World) => RestAnswer
}

/** A call of the Plugins API. A Flex token reads; what it may change is an administrator's, and refused here (PL-1). */
export function pluginRoute({ method, path, fact, handle }: PluginCall): Route {
  return {
    host: 'flex-api.twilio.com',
    method,
    path: `/v1/PluginService${path}`,
    mark: 'documented',
    fact,
    handle: (request, world) => {
      if (method !== 'GET' && request.caller.kind === 'worker') {
        throw new TwilioError(403, 20403, 'A Flex token cannot change plugins')
      }
      return handle(request, world)
    },
  }
}

/** Newest first, as the Plugins API lists (PL-1). */
export function newestFirst<Row>(rows: readonly Row[]): Row[] {
  return [...rows].reverse()
}
