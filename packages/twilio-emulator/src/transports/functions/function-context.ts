import type twilio from 'twilio'
import type { Environment, ResourceVersion } from '../../services/serverless/state.ts'
import { variablesOf } from '../../services/serverless/variables.ts'
import type { World } from '../../world/world.ts'

/** Documented: https://www.twilio.com/docs/api/errors/82006 */
const CONTEXT_BYTES_MAX = 3072

export interface ContextParts {
  readonly environment: Environment
  readonly version: ResourceVersion
  readonly sdk: () => typeof twilio
}

/** The first argument of a Function, made anew for each run; undefined if there is more in it than Twilio allows (SL-9). */
export function contextOf(world: World, { environment, version, sdk }: ContextParts): object | undefined {
  const { sid, authToken } = world.account
  const service = world.serverless.services.get(environment.serviceSid)
  const credentials = service?.includeCredentials === true ? { ACCOUNT_SID: sid, AUTH_TOKEN: authToken } : {}
  const variables = Object.fromEntries(variablesOf(world, environment).map(({ key, value }) => [key, value]))
  const texts: Readonly<Record<string, string>> = {
    ...credentials,
    ...variables,
    DOMAIN_NAME: environment.domainName,
    PATH: version.path,
    SERVICE_SID: environment.serviceSid,
    ENVIRONMENT_SID: environment.sid,
  }
  if (Buffer.byteLength(JSON.stringify(texts)) > CONTEXT_BYTES_MAX) return undefined
  const { ACCOUNT_SID, AUTH_TOKEN } = texts
  const getTwilioClient = (options?: object): object => {
    return sdk()(ACCOUNT_SID, AUTH_TOKEN, { lazyLoading: true, ...options })
  }
  return { ...texts, getTwilioClient }
}
