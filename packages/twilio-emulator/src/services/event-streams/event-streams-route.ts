import type { RestAnswer, RestRequest } from '../../transports/rest/message.ts'
import type { Route } from '../../transports/rest/route.ts'
import { TwilioError } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'

export interface EventStreamsCall {
  readonly method: Route['method']
  /** What follows `/v1`. */
  readonly path: string
  readonly fact: string
  readonly handle: (request: RestRequest, world: World) => RestAnswer
}

/** Where an account's events go is no business of an agent's. */
export function eventStreamsRoute({ method, path, fact, handle }: EventStreamsCall): Route {
  return {
    host: 'events.twilio.com',
    method,
    path: `/v1${path}`,
    mark: 'documented',
    fact,
    handle: (request, world) => {
      if (request.caller.kind === 'worker')
        throw new TwilioError(403, 20403, 'A Flex token gives no access to this resource')
      return handle(request, world)
    },
  }
}
