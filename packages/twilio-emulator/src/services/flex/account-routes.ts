import { ok, type RestAnswer, type RestRequest } from '../../transports/rest/message.ts'
import { pathParameter } from '../../transports/rest/parameters.ts'
import type { Route } from '../../transports/rest/route.ts'
import { invalidParameter, notFound } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'
import { flexConfiguration } from './configuration.ts'

const base = { host: 'flex-api.twilio.com', method: 'GET', mark: 'observed' } as const

/** What the Flex UI asks of the account at its start, besides the configuration. */
export const accountRoutes: readonly Route[] = [
  {
    ...base,
    path: '/v1/account/provision/status',
    fact: 'FU-5',
    // `active` would switch the e-mail channel on, which is not built.
    handle: () => ok({ status: 'inactive' }),
  },
  { ...base, path: '/v1/Configuration/Public', fact: 'FU-8', access: 'anyone', handle: publicConfiguration },
  {
    ...base,
    path: '/v1/Instances/:instanceSid/Teams/Context',
    fact: 'FU-7',
    handle: (request, world) => ofInstance(request, world, { team_setup_complete: false }),
  },
  {
    ...base,
    path: '/v3/Instances/:instanceSid/TransferSettings',
    fact: 'FU-7',
    handle: (request, world) => {
      const settings = { enabled: true, transfer_notes_enabled: false, ai_summary_enabled: false }
      return ofInstance(request, world, { transfer_settings: [settings] })
    },
  },
]

function publicConfiguration({ url }: RestRequest, world: World): RestAnswer {
  if (url.searchParams.get('AccountSid') !== world.account.sid) {
    throw invalidParameter('AccountSid must be the sid of this account')
  }
  const { account_sid, flex_instance_sid, runtime_domain, public_attributes } = flexConfiguration(world)
  return ok({ account_sid, flex_instance_sid, runtime_domain, public_attributes })
}

function ofInstance(request: RestRequest, world: World, body: object): RestAnswer {
  if (pathParameter(request, 'instanceSid') !== world.account.flexInstanceSid) throw notFound(request.url.pathname)
  return ok(body)
}
