import { z } from 'zod'
import { invalidParameter, notBuilt, notFound, TwilioError } from '../../transports/rest/twilio-error.ts'
import { newSid } from '../../world/sid.ts'
import type { World } from '../../world/world.ts'
import type { Sink } from './state.ts'

export type NewSink = Pick<Sink, 'description' | 'type' | 'configuration'>

/** What a sink of the type `webhook` says about itself (ES-1). */
const WebhookSink = z.looseObject({
  destination: z.url({ protocol: /^https?$/ }),
  method: z.string().regex(/^(post|get)$/i),
})

/** Active at once: a sink needs no validation any more (ES-1). Throws Twilio's 400 for a webhook without an address. */
export function createSink(world: World, fields: NewSink): Sink {
  const { type, configuration } = fields
  if (type === 'webhook') {
    const result = WebhookSink.safeParse(configuration)
    if (!result.success) {
      throw invalidParameter('SinkConfiguration must have a destination, an absolute URL, and a method, POST or GET')
    }
    if (/^get$/i.test(result.data.method)) throw notBuilt('The emulator has no sinks of the method GET')
  }
  const nowMs = world.clock.now()
  return world.eventStreams.sinks.put({
    ...fields,
    sid: newSid(world.random, 'DG'),
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  })
}

/** Throws Twilio's 404. */
export function findSink({ eventStreams }: World, sid: string): Sink {
  const sink = eventStreams.sinks.get(sid)
  if (sink === undefined) throw notFound(`/v1/Sinks/${sid}`)
  return sink
}

export function isInUse({ eventStreams }: World, { sid }: Sink): boolean {
  return eventStreams.subscriptions.all().some(({ sinkSid }) => sinkSid === sid)
}

/** Throws 91007 for a sink that a subscription has (ES-1). */
export function deleteSink(world: World, sink: Sink): void {
  if (isInUse(world, sink)) throw new TwilioError(400, 91_007, 'Sink cannot be deleted because it is still in use')
  world.eventStreams.sinks.delete(sink.sid)
}

/** Where a webhook's events go; undefined for sinks of other types, which reach nobody here. */
export function destinationOf({ type, configuration }: Sink): string | undefined {
  const { destination } = configuration
  return type === 'webhook' && typeof destination === 'string' ? destination : undefined
}
