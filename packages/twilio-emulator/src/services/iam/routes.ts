import { ok, type RestAnswer, type RestRequest } from '../../transports/rest/message.ts'
import { isObject, pathParameter } from '../../transports/rest/parameters.ts'
import type { Route } from '../../transports/rest/route.ts'
import { invalidParameter, notFound, TwilioError } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'
import { refreshedJson, tokenInfoJson, validationJson } from './token-json.ts'
import { checkToken, refreshToken } from './tokens.ts'

export const iamRoutes: readonly Route[] = [
  {
    host: 'iam.twilio.com',
    method: 'POST',
    path: '/v1/Accounts/:accountSid/Tokens/validate',
    mark: 'observed',
    fact: 'IAM-1',
    handle: (request, world) => ok(validationJson(checkToken(world, tokenIn(request, world)))),
  },
  {
    host: 'iam.twilio.com',
    method: 'POST',
    path: '/v1/Accounts/:accountSid/Tokens/refresh',
    mark: 'observed',
    fact: 'IAM-4',
    handle: refresh,
  },
  {
    host: 'flex-api.twilio.com',
    method: 'POST',
    path: '/v1/Accounts/:accountSid/Tokens/Info',
    mark: 'observed',
    fact: 'IAM-5',
    handle: (request, world) => ok(tokenInfoJson(checkToken(world, tokenIn(request, world)))),
  },
]

/** The status and code for a token that cannot be refreshed are assumed: a refused login (IAM-4). */
function refresh(request: RestRequest, world: World): RestAnswer {
  const check = refreshToken(world, tokenIn(request, world))
  if (!check.valid) throw new TwilioError(401, check.code, check.message)
  return ok(refreshedJson(check))
}

/** `token` in a JSON body, `Token` in a form. */
function tokenIn(request: RestRequest, world: World): string {
  const accountSid = pathParameter(request, 'accountSid')
  if (accountSid !== world.account.sid) throw notFound(request.url.pathname)
  const inJson = isObject(request.json) ? (request.json['token'] ?? request.json['Token']) : undefined
  const token = inJson ?? request.form.get('Token') ?? request.form.get('token')
  if (typeof token !== 'string' || token === '') throw invalidParameter('Missing required parameter token')
  return token
}
