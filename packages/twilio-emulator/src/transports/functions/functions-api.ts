import { Hono } from 'hono'
import { callerKind } from '../rest/authenticate.ts'
import type { RestHook } from '../rest/rest-hook.ts'
import { twilioAddress } from '../twilio-address.ts'
import { DeployedFunctions } from './deployed-functions.ts'

/** The domains of Serverless, at the emulator's address: `/__twilio/<domain>/<path>`. `hook` stands around every request. */
export function createFunctionsApi(functions: DeployedFunctions, hook: RestHook): Hono {
  const api = new Hono()
  api.use(async ({ req }, next) => {
    const address = twilioAddress(new URL(req.url), req.header('X-Twilio-Host'))
    if (address === undefined || !DeployedFunctions.hasDomain(address)) return next()
    const { method, headers } = req.raw
    const call = { method, host: address.hostname, path: address.pathname, route: undefined, by: callerKind(headers) }
    return hook(call, () => functions.answer(new Request(address, req.raw)))
  })
  return api
}
