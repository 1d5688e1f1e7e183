import { z } from 'zod'
import { ok } from '../../rest/message.ts'
import { TwilioError } from '../../rest/twilio-error.ts'
import type { SyncEvent } from '../event-log.ts'
import { isIndexName } from '../insights/indexes.ts'
import { QueryError } from '../insights/query.ts'
import type { Realtime } from '../realtime.ts'
import type { UpstreamRequest, UpstreamRoute } from '../upstream-route.ts'
import { accessForbidden, entityNotFound } from './entity-access.ts'
import { stateAsEvents } from './entity-events.ts'
import { ESTIMATED_DELIVERY_MS } from './subscribers.ts'

const BATCH_MAX = 1000

const SubscriptionRequest = z.object({
  object_sid: z.string(),
  object_type: z.string(),
  last_event_id: z.number().nullish(),
  index_name: z.string().nullish(),
  query_string: z.string().nullish(),
})
type SubscriptionRequest = z.infer<typeof SubscriptionRequest>

const SubscriptionBody = z.object({
  action: z.enum(['establish', 'cancel']),
  correlation_id: z.number(),
  requests: z.array(SubscriptionRequest).max(BATCH_MAX),
})

/** What a client wants to be told of, from the event on that it knows last (TS-6). */
export const subscriptionRoutes: readonly UpstreamRoute[] = [
  {
    host: 'cds.us1.twilio.com',
    method: 'POST',
    path: '/v4/Subscriptions',
    mark: 'observed',
    fact: 'TS-6',
    handle: (request, realtime) => {
      const { action, correlation_id: correlationId, requests } = SubscriptionBody.parse(request.body)
      const carryOut = action === 'establish' ? establish : cancel
      return {
        ...ok({ max_batch_size: BATCH_MAX, estimated_delivery_in_ms: ESTIMATED_DELIVERY_MS }),
        // The client knows its subscriptions only once it has the answer.
        after: () => {
          for (const wanted of requests) carryOut({ request, realtime, wanted, correlationId })
        },
      }
    },
  },
]

interface Subscription {
  readonly request: UpstreamRequest
  readonly realtime: Realtime
  readonly wanted: SubscriptionRequest
  readonly correlationId: number
}

function establish(subscription: Subscription): void {
  try {
    const lastEventId = subscription.wanted.object_type === 'live_query' ? ask(subscription) : follow(subscription)
    answer(subscription, 'subscription_established', { replay_status: 'completed', last_event_id: lastEventId })
  } catch (error: unknown) {
    answer(subscription, 'subscription_failed', { error: reasonOf(error) })
  }
}

/** Tells what was missed, and then what comes. Answers the id of the newest event. */
function follow({ request, realtime, wanted }: Subscription): number {
  const { object_type: kind, object_sid: sid, last_event_id: known } = wanted
  const { events, subscribers } = realtime
  if (kind !== 'document' && kind !== 'map' && kind !== 'list') throw unknownType(kind)
  const entity = realtime.entities(request.product).find(kind, sid)
  if (entity === undefined) throw entityNotFound(kind, sid)
  if (!entity.isOpenTo(request.session)) throw accessForbidden(sid)
  const last = events.lastId(entity.key)
  const missed: readonly SyncEvent[] =
    known === null || known === undefined ? [] : (events.after(entity.key, known) ?? stateAsEvents(entity, last))
  for (const event of missed) subscribers.send(request.connection, event)
  subscribers.add(request.connection, entity.key)
  return last
}

function ask({ request, realtime, wanted }: Subscription): number {
  const { object_sid: id, index_name: index, query_string: text } = wanted
  if (request.session.workerSid === undefined) throw accessForbidden(id)
  if (typeof index !== 'string' || !isIndexName(index)) throw unknownType(`live_query of ${String(index)}`)
  return realtime.liveQueries.subscribe(request.connection, { id, index, text: text ?? '' })
}

function cancel(subscription: Subscription): void {
  const { request, realtime, wanted } = subscription
  const { connection } = request
  const { object_type: kind, object_sid: sid } = wanted
  realtime.liveQueries.cancel(connection, sid)
  if (kind === 'document' || kind === 'map' || kind === 'list') {
    const entity = realtime.entities(request.product).find(kind, sid)
    if (entity !== undefined) realtime.subscribers.remove(connection, entity.key)
  }
  answer(subscription, 'subscription_canceled', {})
}

function answer({ request, realtime, wanted, correlationId }: Subscription, type: string, fields: object): void {
  const event = { object_sid: wanted.object_sid, object_type: wanted.object_type, ...fields }
  realtime.subscribers.send(request.connection, { event_type: type, event }, { correlation_id: correlationId })
}

function reasonOf(error: unknown): object {
  if (error instanceof TwilioError) return { status: error.status, code: error.code, message: error.message }
  if (error instanceof QueryError) return { status: 400, code: error.code, message: error.message }
  throw error
}

function unknownType(type: string): TwilioError {
  return new TwilioError(400, 20001, `Nobody can subscribe to ${type}`)
}
