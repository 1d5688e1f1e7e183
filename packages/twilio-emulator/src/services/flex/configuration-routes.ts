import { ok } from '../../transports/rest/message.ts'
import { isObject } from '../../transports/rest/parameters.ts'
import type { Route } from '../../transports/rest/route.ts'
import { invalidParameter, TwilioError } from '../../transports/rest/twilio-error.ts'
import { flexConfiguration, updateFlexConfiguration } from './configuration.ts'

const base = { host: 'flex-api.twilio.com', path: '/v1/Configuration', mark: 'documented' } as const

export const configurationRoutes: readonly Route[] = [
  { ...base, method: 'GET', fact: 'FX-1', handle: (_request, world) => ok(flexConfiguration(world)) },
  {
    ...base,
    method: 'POST',
    fact: 'FX-2',
    handle: (request, world) => {
      if (request.caller.kind === 'worker')
        throw new TwilioError(403, 20403, 'A Flex token cannot change the configuration')
      if (!isObject(request.json)) {
        throw invalidParameter('The body must be a JSON object, with the header Content-Type: application/json')
      }
      updateFlexConfiguration(world, request.json)
      return ok(flexConfiguration(world))
    },
  },
]
