import { created, noContent, ok, type RestRequest } from '../../transports/rest/message.ts'
import { page } from '../../transports/rest/page.ts'
import { oneOf, pathParameter, required, wholeNumber } from '../../transports/rest/parameters.ts'
import { isoSeconds } from '../../transports/rest/render.ts'
import type { Route } from '../../transports/rest/route.ts'
import { invalidParameter } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'
import { createAddress, findAddress, updateAddress } from './addresses.ts'
import type { Address, AddressType, AutoCreation } from './state.ts'

const TYPES: readonly AddressType[] = ['sms', 'whatsapp', 'messenger', 'gbm', 'email', 'rcs', 'apple', 'chat']
const LIST = '/v1/Configuration/Addresses'

const base = { host: 'conversations.twilio.com', mark: 'documented', fact: 'CV-12' } as const

export const addressRoutes: readonly Route[] = [
  {
    ...base,
    method: 'POST',
    path: LIST,
    handle: ({ form }, world) => {
      const type = TYPES.find((name) => name === required(form, 'Type'))
      if (type === undefined) throw invalidParameter(`Type must be one of ${TYPES.join(', ')}`)
      const address = createAddress(world, {
        type,
        address: required(form, 'Address'),
        friendlyName: form.get('FriendlyName') ?? undefined,
        autoCreation: readAutoCreation(form, DISABLED),
      })
      return created(addressJson(world, address))
    },
  },
  {
    ...base,
    method: 'GET',
    path: LIST,
    handle: (request, world) => {
      const type = request.url.searchParams.get('Type')
      const rows = world.conversations.addresses.all().filter((row) => type === null || row.type === type)
      return page({ request, rows, key: 'address_configurations', render: (row) => addressJson(world, row) })
    },
  },
  {
    ...base,
    method: 'GET',
    path: `${LIST}/:addressSid`,
    handle: (request, world) => ok(addressJson(world, named(request, world))),
  },
  {
    ...base,
    method: 'POST',
    path: `${LIST}/:addressSid`,
    handle: (request, world) => {
      const before = named(request, world)
      const friendlyName = request.form.get('FriendlyName') ?? undefined
      const autoCreation = readAutoCreation(request.form, before.autoCreation)
      return ok(addressJson(world, updateAddress(world, before, { friendlyName, autoCreation })))
    },
  },
  {
    ...base,
    method: 'DELETE',
    path: `${LIST}/:addressSid`,
    handle: (request, world) => {
      world.conversations.addresses.delete(named(request, world).sid)
      return noContent()
    },
  },
]

const DISABLED: AutoCreation = {
  enabled: false,
  type: 'default',
  webhookUrl: undefined,
  webhookMethod: 'POST',
  webhookFilters: [],
  studioFlowSid: undefined,
  studioRetryCount: undefined,
}

function named(request: RestRequest, world: World): Address {
  return findAddress(world, pathParameter(request, 'addressSid'))
}

function readAutoCreation(form: URLSearchParams, before: AutoCreation): AutoCreation {
  const enabled = oneOf(form, 'AutoCreation.Enabled', ['true', 'false'])
  const method = oneOf(form, 'AutoCreation.WebhookMethod', ['get', 'post', 'GET', 'POST'])?.toUpperCase()
  const filters = form.getAll('AutoCreation.WebhookFilters')
  return {
    enabled: enabled === undefined ? before.enabled : enabled === 'true',
    type: oneOf(form, 'AutoCreation.Type', ['webhook', 'studio', 'default']) ?? before.type,
    webhookUrl: form.get('AutoCreation.WebhookUrl') ?? before.webhookUrl,
    webhookMethod: method === 'GET' || method === 'POST' ? method : before.webhookMethod,
    webhookFilters: filters.length === 0 ? before.webhookFilters : filters,
    studioFlowSid: form.get('AutoCreation.StudioFlowSid') ?? before.studioFlowSid,
    studioRetryCount: wholeNumber(form, 'AutoCreation.StudioRetryCount') ?? before.studioRetryCount,
  }
}

function addressJson({ account }: World, address: Address): object {
  return {
    account_sid: account.sid,
    sid: address.sid,
    address: address.address,
    type: address.type,
    friendly_name: address.friendlyName ?? null,
    address_country: null,
    auto_creation: autoCreationJson(address.autoCreation, account.conversationServiceSid),
    date_created: isoSeconds(address.createdAtMs),
    date_updated: isoSeconds(address.updatedAtMs),
    url: `https://conversations.twilio.com/v1/Configuration/Addresses/${address.sid}`,
  }
}

function autoCreationJson(autoCreation: AutoCreation, conversationServiceSid: string): object {
  const { enabled, type, webhookUrl, webhookMethod, webhookFilters, studioFlowSid, studioRetryCount } = autoCreation
  const common = { enabled, type, conversation_service_sid: conversationServiceSid }
  if (type === 'studio') return { ...common, studio_flow_sid: studioFlowSid, studio_retry_count: studioRetryCount ?? 0 }
  if (type === 'default') return common
  return { ...common, webhook_url: webhookUrl, webhook_method: webhookMethod, webhook_filters: webhookFilters }
}
