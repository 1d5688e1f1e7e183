import { ok, type RestRequest } from '../../transports/rest/message.ts'
import { page } from '../../transports/rest/page.ts'
import { pathParameter } from '../../transports/rest/parameters.ts'
import type { Route } from '../../transports/rest/route.ts'
import { notFound } from '../../transports/rest/twilio-error.ts'
import { EVENT_TYPES, findEventType, schemaVersionOf } from './event-types.ts'
import { eventTypeJson, schemaJson, schemaVersionJson } from './event-streams-json.ts'
import { eventStreamsRoute } from './event-streams-route.ts'

const SCHEMA = { method: 'GET', path: '/Schemas/:schemaId', fact: 'ES-4' } as const

export const typeRoutes: readonly Route[] = [
  eventStreamsRoute({
    method: 'GET',
    path: '/Types',
    fact: 'ES-4',
    handle: (request) => {
      const schemaId = request.url.searchParams.get('SchemaId')
      const rows = EVENT_TYPES.filter((type) => schemaId === null || type.schemaId === schemaId)
      return page({ request, rows, key: 'types', render: eventTypeJson })
    },
  }),
  eventStreamsRoute({
    method: 'GET',
    path: '/Types/:type',
    fact: 'ES-4',
    handle: (request) => {
      const type = findEventType(pathParameter(request, 'type'))
      if (type === undefined) throw notFound(request.url.pathname)
      return ok(eventTypeJson(type))
    },
  }),
  eventStreamsRoute({
    ...SCHEMA,
    handle: (request) => {
      const { id, newest } = schemaIn(request)
      return ok(schemaJson(id, newest))
    },
  }),
  eventStreamsRoute({
    ...SCHEMA,
    path: `${SCHEMA.path}/Versions`,
    handle: (request) => {
      const { id, newest } = schemaIn(request)
      const rows = Array.from({ length: newest }, (_row, index) => ({ sid: String(index + 1), version: index + 1 }))
      return page({ request, rows, key: 'schema_versions', render: ({ version }) => schemaVersionJson(id, version) })
    },
  }),
  eventStreamsRoute({
    ...SCHEMA,
    path: `${SCHEMA.path}/Versions/:version`,
    handle: (request) => {
      const { id, newest } = schemaIn(request)
      const version = Number(pathParameter(request, 'version'))
      if (!Number.isInteger(version) || version < 1 || version > newest) throw notFound(request.url.pathname)
      return ok(schemaVersionJson(id, version))
    },
  }),
]

function schemaIn(request: RestRequest): { readonly id: string; readonly newest: number } {
  const id = pathParameter(request, 'schemaId')
  const newest = schemaVersionOf(id)
  if (newest === undefined) throw notFound(request.url.pathname)
  return { id, newest }
}
