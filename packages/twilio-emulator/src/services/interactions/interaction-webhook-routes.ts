import { created, noContent, ok, type RestAnswer, type RestRequest } from '../../transports/rest/message.ts'
import { page } from '../../transports/rest/page.ts'
import { oneOf, pathParameter } from '../../transports/rest/parameters.ts'
import { isoSeconds } from '../../transports/rest/render.ts'
import type { Route } from '../../transports/rest/route.ts'
import { invalidParameter, notFound } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'
import { newSid } from '../../world/sid.ts'
import type { InteractionWebhook } from './state.ts'

const LIST = '/v1/Instances/:instanceSid/InteractionWebhooks'

const EVENTS = new Set([
  'onInteractionCreated',
  'onChannelCreated',
  'onChannelCreateFailed',
  'onChannelStatusUpdated',
  'onParticipantJoined',
  'onParticipantLeft',
  'onParticipantUpdated',
])

const base = { host: 'flex-api.twilio.com', mark: 'documented', fact: 'IN-22' } as const

/** Registration (IN-22); `src/webhooks` calls what is registered. */
export const interactionWebhookRoutes: readonly Route[] = [
  {
    ...base,
    method: 'POST',
    path: LIST,
    handle: (request, world) => created(webhookJson(world, create(request, world))),
  },
  { ...base, method: 'GET', path: LIST, handle: list },
  {
    ...base,
    method: 'GET',
    path: `${LIST}/:ttid`,
    handle: (request, world) => ok(webhookJson(world, named(request, world))),
  },
  {
    ...base,
    method: 'POST',
    path: `${LIST}/:ttid`,
    handle: (request, world) => {
      const before = named(request, world)
      const fields = { ...before, ...readFields(request, before), updatedAtMs: world.clock.now() }
      return ok(webhookJson(world, world.interactions.webhooks.put(fields)))
    },
  },
  {
    ...base,
    method: 'DELETE',
    path: `${LIST}/:ttid`,
    handle: (request, world) => {
      world.interactions.webhooks.delete(named(request, world).sid)
      return noContent()
    },
  },
]

function create(request: RestRequest, world: World): InteractionWebhook {
  refuseOtherInstance(request, world)
  const nowMs = world.clock.now()
  const fields = readFields(request)
  if (fields.url === '') throw invalidParameter('Missing required parameter WebhookUrl in the post body')
  return world.interactions.webhooks.put({
    ...fields,
    sid: `flex_interactionwebhook_${newSid(world.random, 'WH').slice(2, 28)}`,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  })
}

function list(request: RestRequest, world: World): RestAnswer {
  refuseOtherInstance(request, world)
  return page({
    request,
    rows: world.interactions.webhooks.all(),
    key: 'webhooks',
    render: (webhook) => webhookJson(world, webhook),
  })
}

function named(request: RestRequest, world: World): InteractionWebhook {
  refuseOtherInstance(request, world)
  const webhook = world.interactions.webhooks.get(pathParameter(request, 'ttid'))
  if (webhook === undefined) throw notFound(request.url.pathname)
  return webhook
}

type Fields = Omit<InteractionWebhook, 'sid' | 'createdAtMs' | 'updatedAtMs'>

const EMPTY: Fields = { type: 'global', friendlyName: undefined, url: '', method: 'POST', events: [] }

/** The documentation's table and its examples name two fields differently; both names are taken (IN-22). */
function readFields({ form }: RestRequest, before: Fields = EMPTY): Fields {
  const events = [...form.getAll('WebhookEvents'), ...form.getAll('Filters')]
  const unknown = events.find((event) => !EVENTS.has(event))
  if (unknown !== undefined) throw invalidParameter(`WebhookEvents: there is no event '${unknown}'`)
  return {
    type: oneOf(form, 'Type', ['global', 'interaction']) ?? before.type,
    friendlyName: form.get('FriendlyName') ?? before.friendlyName,
    url: form.get('WebhookUrl') ?? before.url,
    method: oneOf(form, 'WebhookMethod', ['GET', 'POST']) ?? oneOf(form, 'Method', ['GET', 'POST']) ?? before.method,
    events: events.length === 0 ? before.events : events,
  }
}

function refuseOtherInstance(request: RestRequest, world: World): void {
  const instanceSid = pathParameter(request, 'instanceSid')
  if (instanceSid !== world.account.flexInstanceSid) throw notFound(`/v1/Instances/${instanceSid}`)
}

/** The names of the answer's fields are those of the parameters; no answer is documented (assumed). */
function webhookJson({ account }: World, webhook: InteractionWebhook): object {
  const { sid, type, friendlyName, url, method, events } = webhook
  return {
    ttid: sid,
    account_sid: account.sid,
    instance_sid: account.flexInstanceSid,
    type,
    friendly_name: friendlyName ?? null,
    webhook_url: url,
    webhook_method: method,
    webhook_events: events,
    date_created: isoSeconds(webhook.createdAtMs),
    date_updated: isoSeconds(webhook.updatedAtMs),
    url: `https://flex-api.twilio.com/v1/Instances/${account.flexInstanceSid}/InteractionWebhooks/${sid}`,
  }
}
