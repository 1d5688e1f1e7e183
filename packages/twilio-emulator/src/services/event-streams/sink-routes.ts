import { created, noContent, ok, type RestRequest } from '../../transports/rest/message.ts'
import { page } from '../../transports/rest/page.ts'
import { jsonObject, oneOf, pathParameter, required } from '../../transports/rest/parameters.ts'
import type { Route } from '../../transports/rest/route.ts'
import type { World } from '../../world/world.ts'
import { sinkJson } from './event-streams-json.ts'
import { eventStreamsRoute } from './event-streams-route.ts'
import { createSink, deleteSink, findSink, isInUse } from './sinks.ts'
import type { Sink } from './state.ts'

const LIST = { path: '/Sinks', fact: 'ES-1' } as const
const ONE = { path: '/Sinks/:sinkSid', fact: 'ES-1' } as const

const TYPES = ['webhook', 'kinesis', 'segment', 'email'] as const

export const sinkRoutes: readonly Route[] = [
  eventStreamsRoute({
    ...LIST,
    method: 'GET',
    handle: (request, world) => {
      const inUse = request.url.searchParams.get('InUse')
      const status = request.url.searchParams.get('Status') ?? 'active'
      const fits = (sink: Sink): boolean => inUse === null || String(isInUse(world, sink)) === inUse
      const rows = status === 'active' ? world.eventStreams.sinks.all().filter(fits) : []
      return page({ request, rows, key: 'sinks', render: sinkJson })
    },
  }),
  eventStreamsRoute({
    ...LIST,
    method: 'POST',
    handle: ({ form }, world) => {
      required(form, 'SinkType')
      const sink = createSink(world, {
        description: required(form, 'Description'),
        type: oneOf(form, 'SinkType', TYPES) ?? 'webhook',
        configuration: jsonObject(required(form, 'SinkConfiguration'), 'SinkConfiguration'),
      })
      return created(sinkJson(sink))
    },
  }),
  eventStreamsRoute({ ...ONE, method: 'GET', handle: (request, world) => ok(sinkJson(sinkIn(request, world))) }),
  eventStreamsRoute({
    ...ONE,
    method: 'POST',
    handle: (request, world) => {
      const before = sinkIn(request, world)
      const description = required(request.form, 'Description')
      return ok(sinkJson(world.eventStreams.sinks.put({ ...before, description, updatedAtMs: world.clock.now() })))
    },
  }),
  eventStreamsRoute({
    ...ONE,
    method: 'DELETE',
    handle: (request, world) => {
      deleteSink(world, sinkIn(request, world))
      return noContent()
    },
  }),
  eventStreamsRoute({
    ...ONE,
    method: 'POST',
    path: `${ONE.path}/Test`,
    handle: (request, world) => {
      world.changes.publish({ kind: 'sink.tested', sink: sinkIn(request, world) })
      return created({ result: 'submitted' })
    },
  }),
  eventStreamsRoute({
    ...ONE,
    method: 'POST',
    path: `${ONE.path}/Validate`,
    handle: (request, world) => {
      sinkIn(request, world)
      required(request.form, 'TestId')
      return created({ result: 'valid' })
    },
  }),
]

function sinkIn(request: RestRequest, world: World): Sink {
  return findSink(world, pathParameter(request, 'sinkSid'))
}
