import { ok, type RestRequest } from '../../transports/rest/message.ts'
import { pathParameter } from '../../transports/rest/parameters.ts'
import type { Route } from '../../transports/rest/route.ts'
import { notFound, TwilioError } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'
import { accountJson } from './account-json.ts'
import { phoneNumberPage } from './phone-numbers.ts'

const base = { host: 'api.twilio.com', method: 'GET', mark: 'documented' } as const

/** The older API, of which a set-up asks for the account and its numbers. */
export const accountApiRoutes: readonly Route[] = [
  {
    ...base,
    path: '/2010-04-01/Accounts/:accountFile',
    fact: 'AC-1',
    handle: (request, world) => {
      refuseOther(request, world, pathParameter(request, 'accountFile').replace(/\.json$/, ''))
      return ok(accountJson(world))
    },
  },
  {
    ...base,
    path: '/2010-04-01/Accounts/:accountSid/IncomingPhoneNumbers.json',
    fact: 'AC-2',
    handle: (request, world) => {
      refuseOther(request, world, pathParameter(request, 'accountSid'))
      return ok(phoneNumberPage(request, world))
    },
  },
]

function refuseOther({ caller, url }: RestRequest, { account }: World, accountSid: string): void {
  if (caller.kind === 'worker') throw new TwilioError(403, 20403, 'A Flex token gives no access to this resource')
  if (accountSid !== account.sid) throw notFound(url.pathname)
}
