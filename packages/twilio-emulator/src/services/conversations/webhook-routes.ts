import { created, noContent, ok, type RestRequest } from '../../transports/rest/message.ts'
import { page } from '../../transports/rest/page.ts'
import { oneOf, pathParameter, required, wholeNumber } from '../../transports/rest/parameters.ts'
import { isoSeconds } from '../../transports/rest/render.ts'
import type { Route } from '../../transports/rest/route.ts'
import type { World } from '../../world/world.ts'
import { webhooksOf } from './conversation-contents.ts'
import { invalidConversation } from './conversation-errors.ts'
import { findConversation } from './conversations.ts'
import { resourceBase } from './resource-url.ts'
import type { ConversationWebhook, WebhookTarget } from './state.ts'
import { createWebhook, deleteWebhook, findWebhook, type NewWebhook } from './webhooks.ts'

const TARGETS: readonly WebhookTarget[] = ['webhook', 'trigger', 'studio']
const LIST = '/v1/Conversations/:conversationSid/Webhooks'

const base = { host: 'conversations.twilio.com', mark: 'documented', fact: 'CV-11' } as const

export const webhookRoutes: readonly Route[] = [
  {
    ...base,
    method: 'POST',
    path: LIST,
    handle: (request, world) => {
      const webhook = createWebhook(world, pathParameter(request, 'conversationSid'), readNew(request))
      return created(webhookJson(world, webhook, resourceBase(request)))
    },
  },
  {
    ...base,
    method: 'GET',
    path: LIST,
    handle: (request, world) => {
      const conversation = findConversation(world, pathParameter(request, 'conversationSid'))
      return page({
        request,
        rows: webhooksOf(world, conversation.sid),
        key: 'webhooks',
        render: (row) => webhookJson(world, row, resourceBase(request)),
      })
    },
  },
  {
    ...base,
    method: 'GET',
    path: `${LIST}/:webhookSid`,
    handle: (request, world) => ok(webhookJson(world, named(request, world), resourceBase(request))),
  },
  {
    ...base,
    method: 'DELETE',
    path: `${LIST}/:webhookSid`,
    handle: (request, world) => {
      deleteWebhook(world, named(request, world))
      return noContent()
    },
  },
]

function named(request: RestRequest, world: World): ConversationWebhook {
  return findWebhook(world, pathParameter(request, 'conversationSid'), pathParameter(request, 'webhookSid'))
}

function readNew({ form }: RestRequest): NewWebhook {
  const target = TARGETS.find((name) => name === required(form, 'Target'))
  if (target === undefined) throw invalidConversation(50364, 'Invalid conversation webhook type')
  const method = oneOf(form, 'Configuration.Method', ['get', 'post', 'GET', 'POST']) ?? 'post'
  return {
    target,
    url: form.get('Configuration.Url') ?? undefined,
    method: method.toUpperCase() === 'GET' ? 'GET' : 'POST',
    filters: form.getAll('Configuration.Filters'),
    triggers: form.getAll('Configuration.Triggers'),
    flowSid: form.get('Configuration.FlowSid') ?? undefined,
    replayAfter: wholeNumber(form, 'Configuration.ReplayAfter'),
  }
}

/** `configuration` holds only what belongs to the target. */
function webhookJson(world: World, webhook: ConversationWebhook, baseUrl: string): object {
  return {
    sid: webhook.sid,
    account_sid: world.account.sid,
    conversation_sid: webhook.conversationSid,
    target: webhook.target,
    url: `${baseUrl}/Conversations/${webhook.conversationSid}/Webhooks/${webhook.sid}`,
    configuration: configurationJson(webhook),
    date_created: isoSeconds(webhook.createdAtMs),
    date_updated: isoSeconds(webhook.updatedAtMs),
  }
}

function configurationJson({
  target,
  url,
  method,
  filters,
  triggers,
  flowSid,
  replayAfter,
}: ConversationWebhook): object {
  const replay = replayAfter === undefined ? {} : { replay_after: replayAfter }
  if (target === 'studio') return { flow_sid: flowSid, filters, ...replay }
  return { url, method, filters, ...(target === 'trigger' ? { triggers } : {}), ...replay }
}
