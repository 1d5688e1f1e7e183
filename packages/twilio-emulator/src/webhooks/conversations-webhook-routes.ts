import { ok, type RestRequest } from '../transports/rest/message.ts'
import { oneOf, pathParameter } from '../transports/rest/parameters.ts'
import type { Route } from '../transports/rest/route.ts'
import { invalidParameter, notFound } from '../transports/rest/twilio-error.ts'
import type { World } from '../world/world.ts'
import type { ConversationsWebhookSettings } from './state.ts'

const base = { host: 'conversations.twilio.com', mark: 'documented', fact: 'WH-7' } as const
const GLOBAL = '/v1/Configuration/Webhooks'
const SERVICE = '/v1/Services/:serviceSid/Configuration/Webhooks'

/** What the account sets for the webhooks of all its conversations, and of those of its one service. */
export const conversationsWebhookRoutes: readonly Route[] = [
  { ...base, method: 'GET', path: GLOBAL, handle: (_request, world) => ok(globalJson(world)) },
  {
    ...base,
    method: 'POST',
    path: GLOBAL,
    handle: (request, world) => {
      world.webhooks.global = changed(world.webhooks.global, request)
      return ok(globalJson(world))
    },
  },
  { ...base, method: 'GET', path: SERVICE, handle: (request, world) => ok(serviceJson(request, world)) },
  {
    ...base,
    method: 'POST',
    path: SERVICE,
    handle: (request, world) => {
      refuseOtherService(request, world)
      world.webhooks.service = changed(world.webhooks.service, request)
      return ok(serviceJson(request, world))
    },
  },
]

function changed(before: ConversationsWebhookSettings, { form }: RestRequest): ConversationsWebhookSettings {
  return {
    method: oneOf(form, 'Method', ['GET', 'POST']) ?? before.method,
    filters: form.has('Filters') ? form.getAll('Filters').filter((name) => name !== '') : before.filters,
    preWebhookUrl: address(form, 'PreWebhookUrl', before.preWebhookUrl),
    postWebhookUrl: address(form, 'PostWebhookUrl', before.postWebhookUrl),
    target: oneOf(form, 'Target', ['webhook', 'flex']) ?? before.target,
  }
}

/** An empty text takes the address away. */
function address(form: URLSearchParams, name: string, before: string | undefined): string | undefined {
  const value = form.get(name)
  if (value === null) return before
  if (value === '') return undefined
  if (!URL.canParse(value)) throw invalidParameter(`${name} must be an absolute URL, not '${value}'`)
  return value
}

function globalJson({ account, webhooks }: World): object {
  const { target, ...settings } = webhooks.global
  return {
    account_sid: account.sid,
    ...settingsJson(settings),
    target,
    url: `https://conversations.twilio.com${GLOBAL}`,
  }
}

function serviceJson(request: RestRequest, world: World): object {
  const serviceSid = refuseOtherService(request, world)
  return {
    account_sid: world.account.sid,
    chat_service_sid: serviceSid,
    ...settingsJson(world.webhooks.service),
    url: `https://conversations.twilio.com${SERVICE.replace(':serviceSid', serviceSid)}`,
  }
}

function settingsJson(settings: Omit<ConversationsWebhookSettings, 'target'>): object {
  return {
    pre_webhook_url: settings.preWebhookUrl ?? null,
    post_webhook_url: settings.postWebhookUrl ?? null,
    filters: settings.filters.length === 0 ? null : settings.filters,
    method: settings.method ?? null,
  }
}

function refuseOtherService(request: RestRequest, { account }: World): string {
  const serviceSid = pathParameter(request, 'serviceSid')
  if (serviceSid !== account.conversationServiceSid) throw notFound(`/v1/Services/${serviceSid}`)
  return serviceSid
}
