import { invalidParameter, notFound, TwilioError } from '../../transports/rest/twilio-error.ts'
import { newSid } from '../../world/sid.ts'
import type { World } from '../../world/world.ts'
import { findEventType, schemaVersionOf } from './event-types.ts'
import type { SubscribedEvent, Subscription } from './state.ts'

/** Throws 91101 without a description and for a type that stands twice, and Twilio's 400 for a type or sink that there is not (ES-2). */
export function createSubscription(
  world: World,
  fields: Pick<Subscription, 'description' | 'sinkSid' | 'events'>,
): Subscription {
  const { description, sinkSid, events } = fields
  if (description === '') throw notCreated('Description must not be empty')
  if (events.length === 0) throw notCreated('Types must name at least one event type')
  refuseUnknownSink(world, sinkSid)
  for (const event of events) checkEvent(event)
  if (new Set(events.map(({ type }) => type)).size < events.length) throw notCreated('Event types are duplicated')
  const nowMs = world.clock.now()
  return world.eventStreams.subscriptions.put({
    ...fields,
    sid: newSid(world.random, 'DF'),
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  })
}

/** Throws Twilio's 404. */
export function findSubscription({ eventStreams }: World, sid: string): Subscription {
  const subscription = eventStreams.subscriptions.get(sid)
  if (subscription === undefined) throw notFound(`/v1/Subscriptions/${sid}`)
  return subscription
}

export function updateSubscription(
  world: World,
  before: Subscription,
  changes: Partial<Pick<Subscription, 'description' | 'sinkSid' | 'events'>>,
): Subscription {
  if (changes.sinkSid !== undefined) refuseUnknownSink(world, changes.sinkSid)
  return world.eventStreams.subscriptions.put({ ...before, ...changes, updatedAtMs: world.clock.now() })
}

/** Adds the event, or changes its version. Throws Twilio's 400 for a type that there is not. */
export function putEvent(world: World, subscription: Subscription, event: SubscribedEvent): void {
  checkEvent(event)
  const others = subscription.events.filter(({ type }) => type !== event.type)
  updateSubscription(world, subscription, { events: [...others, event] })
}

/** Throws Twilio's 404. */
export function findEvent({ sid, events }: Subscription, type: string): SubscribedEvent {
  const event = events.find((one) => one.type === type)
  if (event === undefined) throw notFound(`/v1/Subscriptions/${sid}/SubscribedEvents/${type}`)
  return event
}

/** The version that is meant when none is given: the newest. Throws Twilio's 400 for a type that there is not. */
export function newestVersion(type: string): number {
  return schemaVersionOf(findEventType(type)?.schemaId ?? '') ?? unknownType(type)
}

function checkEvent({ type, schemaVersion }: SubscribedEvent): void {
  const newest = newestVersion(type)
  if (schemaVersion < 1 || schemaVersion > newest) {
    throw invalidParameter(`Schema version ${schemaVersion} of ${type} does not exist; the newest is ${newest}`)
  }
}

function unknownType(type: string): never {
  throw invalidParameter(`Type not found in the system: ${type}`)
}

function refuseUnknownSink({ eventStreams }: World, sinkSid: string): void {
  if (eventStreams.sinks.get(sinkSid) === undefined) throw invalidParameter(`There is no sink ${sinkSid}`)
}

function notCreated(message: string): TwilioError {
  return new TwilioError(400, 91_101, message)
}
