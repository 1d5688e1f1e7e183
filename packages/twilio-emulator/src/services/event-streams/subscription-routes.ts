import { z } from 'zod'
import { created, noContent, ok, type RestRequest } from '../../transports/rest/message.ts'
import { page } from '../../transports/rest/page.ts'
import { jsonObject, pathParameter, required, wholeNumber } from '../../transports/rest/parameters.ts'
import type { Route } from '../../transports/rest/route.ts'
import { invalidParameter } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'
import { subscribedEventJson, subscriptionJson } from './event-streams-json.ts'
import { eventStreamsRoute } from './event-streams-route.ts'
import type { SubscribedEvent, Subscription } from './state.ts'
import {
  createSubscription,
  findEvent,
  findSubscription,
  newestVersion,
  putEvent,
  updateSubscription,
} from './subscriptions.ts'

const LIST = { path: '/Subscriptions', fact: 'ES-2' } as const
const ONE = { path: '/Subscriptions/:subscriptionSid', fact: 'ES-2' } as const
const EVENTS = { path: `${ONE.path}/SubscribedEvents`, fact: 'ES-3' } as const
const EVENT = { path: `${EVENTS.path}/:type`, fact: 'ES-3' } as const

export const subscriptionRoutes: readonly Route[] = [
  eventStreamsRoute({
    ...LIST,
    method: 'GET',
    handle: (request, world) => {
      const sinkSid = request.url.searchParams.get('SinkSid')
      const rows = world.eventStreams.subscriptions.all().filter((row) => sinkSid === null || row.sinkSid === sinkSid)
      return page({ request, rows, key: 'subscriptions', render: (row) => subscriptionJson(world, row) })
    },
  }),
  eventStreamsRoute({
    ...LIST,
    method: 'POST',
    handle: ({ form }, world) => {
      const subscription = createSubscription(world, {
        description: form.get('Description') ?? '',
        sinkSid: required(form, 'SinkSid'),
        events: form.getAll('Types').map(readEvent),
      })
      return created(subscriptionJson(world, subscription))
    },
  }),
  eventStreamsRoute({
    ...ONE,
    method: 'GET',
    handle: (request, world) => ok(subscriptionJson(world, subscriptionIn(request, world))),
  }),
  eventStreamsRoute({
    ...ONE,
    method: 'POST',
    handle: (request, world) => {
      const before = subscriptionIn(request, world)
      const description = request.form.get('Description') ?? before.description
      const sinkSid = request.form.get('SinkSid') ?? before.sinkSid
      return ok(subscriptionJson(world, updateSubscription(world, before, { description, sinkSid })))
    },
  }),
  eventStreamsRoute({
    ...ONE,
    method: 'DELETE',
    handle: (request, world) => {
      world.eventStreams.subscriptions.delete(subscriptionIn(request, world).sid)
      return noContent()
    },
  }),
  eventStreamsRoute({
    ...EVENTS,
    method: 'GET',
    handle: (request, world) => {
      const subscription = subscriptionIn(request, world)
      const rows = subscription.events.map((event) => ({ ...event, sid: event.type.replaceAll(/\W/g, '_') }))
      return page({ request, rows, key: 'types', render: (row) => subscribedEventJson(world, subscription, row) })
    },
  }),
  eventStreamsRoute({
    ...EVENTS,
    method: 'POST',
    handle: (request, world) => {
      const type = required(request.form, 'Type')
      return created(changedEvent(request, world, type))
    },
  }),
  eventStreamsRoute({
    ...EVENT,
    method: 'GET',
    handle: (request, world) => {
      const subscription = subscriptionIn(request, world)
      return ok(subscribedEventJson(world, subscription, findEvent(subscription, pathParameter(request, 'type'))))
    },
  }),
  eventStreamsRoute({
    ...EVENT,
    method: 'POST',
    handle: (request, world) => {
      const { type } = findEvent(subscriptionIn(request, world), pathParameter(request, 'type'))
      return ok(changedEvent(request, world, type))
    },
  }),
  eventStreamsRoute({
    ...EVENT,
    method: 'DELETE',
    handle: (request, world) => {
      const subscription = subscriptionIn(request, world)
      const { type } = findEvent(subscription, pathParameter(request, 'type'))
      const events = subscription.events.filter((event) => event.type !== type)
      updateSubscription(world, subscription, { events })
      return noContent()
    },
  }),
]

function changedEvent(request: RestRequest, world: World, type: string): object {
  const subscription = subscriptionIn(request, world)
  const event = { type, schemaVersion: wholeNumber(request.form, 'SchemaVersion') ?? newestVersion(type) }
  putEvent(world, subscription, event)
  return subscribedEventJson(world, subscription, event)
}

function subscriptionIn(request: RestRequest, world: World): Subscription {
  return findSubscription(world, pathParameter(request, 'subscriptionSid'))
}

const TypeParameter = z.object({ type: z.string(), schema_version: z.int().optional() })

function readEvent(text: string): SubscribedEvent {
  const result = TypeParameter.safeParse(jsonObject(text, 'Types'))
  if (!result.success) throw invalidParameter('Types must be JSON objects with a type')
  const { type, schema_version: version } = result.data
  return { type, schemaVersion: version ?? newestVersion(type) }
}
