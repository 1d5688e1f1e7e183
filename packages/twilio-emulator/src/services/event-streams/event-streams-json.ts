import { isoSeconds } from '../../transports/rest/render.ts'
import type { World } from '../../world/world.ts'
import type { EventType } from './event-types.ts'
import type { Sink, SubscribedEvent, Subscription } from './state.ts'

const BASE = 'https://events.twilio.com/v1'
/** The types are Twilio's, and older than any account; when they were made means nothing. */
const TYPES_SINCE = '2020-08-13T13:28:19Z'

export function sinkJson(sink: Sink): object {
  const url = `${BASE}/Sinks/${sink.sid}`
  return {
    sid: sink.sid,
    description: sink.description,
    sink_type: sink.type,
    sink_configuration: sink.configuration,
    status: 'active',
    date_created: isoSeconds(sink.createdAtMs),
    date_updated: isoSeconds(sink.updatedAtMs),
    url,
    links: { sink_test: `${url}/Test`, sink_validate: `${url}/Validate` },
  }
}

export function subscriptionJson({ account }: World, subscription: Subscription): object {
  const url = `${BASE}/Subscriptions/${subscription.sid}`
  return {
    account_sid: account.sid,
    sid: subscription.sid,
    description: subscription.description,
    sink_sid: subscription.sinkSid,
    date_created: isoSeconds(subscription.createdAtMs),
    date_updated: isoSeconds(subscription.updatedAtMs),
    url,
    links: { subscribed_events: `${url}/SubscribedEvents` },
  }
}

export function subscribedEventJson(
  { account }: World,
  { sid }: Subscription,
  { type, schemaVersion }: SubscribedEvent,
): object {
  return {
    account_sid: account.sid,
    subscription_sid: sid,
    type,
    schema_version: schemaVersion,
    url: `${BASE}/Subscriptions/${sid}/SubscribedEvents/${type}`,
  }
}

export function eventTypeJson({ type, schemaId }: EventType): object {
  return {
    type,
    schema_id: schemaId,
    description: `${type.replace('com.twilio.', '')} event`,
    status: 'available',
    documentation_url: null,
    date_created: TYPES_SINCE,
    date_updated: TYPES_SINCE,
    url: `${BASE}/Types/${type}`,
    links: { schema: `${BASE}/Schemas/${schemaId}/Versions` },
  }
}

export function schemaJson(id: string, latestVersion: number): object {
  return {
    id,
    latest_version: latestVersion,
    latest_version_date_created: TYPES_SINCE,
    url: `${BASE}/Schemas/${id}`,
    links: { versions: `${BASE}/Schemas/${id}/Versions` },
  }
}

export function schemaVersionJson(id: string, version: number): object {
  return {
    id,
    schema_version: version,
    date_created: TYPES_SINCE,
    url: `${BASE}/Schemas/${id}/Versions/${version}`,
    raw: schemaAddress(id, version),
  }
}

export function schemaAddress(id: string, version: number): string {
  return `https://events-schemas.twilio.com/${id}/${version}`
}
