import { z } from 'zod'
import { createDocument, deleteDocument, findDocument, updateDocument } from '../../../services/sync/documents.ts'
import { createList, deleteList, findList } from '../../../services/sync/lists.ts'
import { createMap, deleteMap, findMap } from '../../../services/sync/maps.ts'
import { checkedData, checkRevision } from '../../../services/sync/sync-parameters.ts'
import type { World } from '../../../world/world.ts'
import { created, noContent, ok } from '../../rest/message.ts'
import type { Realtime } from '../realtime.ts'
import type { UpstreamAnswer, UpstreamRequest, UpstreamRoute } from '../upstream-route.ts'
import type { Entity, EntityKind } from './entity.ts'
import { openEntity, refuseWriting } from './entity-access.ts'
import { entityJson, itemJson } from './entity-json.ts'
import { documentEntity, listEntity, mapEntity } from './sync-entities.ts'

const base = { host: 'cds.us1.twilio.com', mark: 'observed', fact: 'TS-5' } as const

const NewEntity = z.object({
  unique_name: z.string().nullish(),
  data: z.record(z.string(), z.unknown()).optional(),
  ttl: z.number().optional(),
})
const DocumentUpdate = z.object({ data: z.record(z.string(), z.unknown()).optional(), ttl: z.number().optional() })

/** Documents, maps and lists themselves; their items are in entity-item-routes.ts. */
export const entityRoutes: readonly UpstreamRoute[] = [
  ...collection('document', '/v3/Documents'),
  ...collection('map', '/v3/Maps'),
  ...collection('list', '/v3/Lists'),
  { ...base, method: 'POST', path: '/v3/Documents/:id', handle: update },
]

function collection(kind: EntityKind, path: string): UpstreamRoute[] {
  return [
    { ...base, method: 'POST', path, handle: (request, realtime) => create(kind, request, realtime) },
    { ...base, method: 'GET', path: `${path}/:id`, handle: (request, realtime) => read(kind, request, realtime) },
    { ...base, method: 'DELETE', path: `${path}/:id`, handle: (request, realtime) => remove(kind, request, realtime) },
  ]
}

function read(kind: EntityKind, request: UpstreamRequest, realtime: Realtime): UpstreamAnswer {
  const entity = openEntity(realtime, kind, request)
  const lastEventId = realtime.events.lastId(entity.key)
  const items =
    request.query.get('Include') === 'items'
      ? { items: entity.items().map((item) => itemJson(entity, item, lastEventId)) }
      : {}
  return ok({ ...rootJson(realtime, entity), ...items })
}

function create(kind: EntityKind, request: UpstreamRequest, realtime: Realtime): UpstreamAnswer {
  refuseWriting(request)
  const { unique_name: name, data, ttl } = NewEntity.parse(request.body ?? {})
  const fields = { uniqueName: name ?? undefined, ttlSeconds: ttl }
  const text = data === undefined ? undefined : checkedData(JSON.stringify(data), 54_101)
  return created(rootJson(realtime, createEntity(realtime.world, kind, { ...fields, data: text })))
}

function createEntity(world: World, kind: EntityKind, fields: Parameters<typeof createDocument>[1]): Entity {
  switch (kind) {
    case 'document':
      return documentEntity(createDocument(world, fields))
    case 'map':
      return mapEntity(world, createMap(world, fields))
    case 'list':
      return listEntity(world, createList(world, fields))
  }
}

/** The answer leaves the data out: who writes them knows them (TS-5). */
function update(request: UpstreamRequest, realtime: Realtime): UpstreamAnswer {
  refuseWriting(request)
  const { sid } = openEntity(realtime, 'document', request)
  const { data, ttl } = DocumentUpdate.parse(request.body)
  const before = findDocument(realtime.world, sid)
  checkRevision(request, before, 54_103)
  const text = data === undefined ? undefined : checkedData(JSON.stringify(data), 54_101)
  const document = updateDocument(realtime.world, before, { data: text, ttlSeconds: ttl })
  const entity = documentEntity(document)
  return ok(entityJson(entity, realtime.events.lastId(entity.key)))
}

function remove(kind: EntityKind, request: UpstreamRequest, realtime: Realtime): UpstreamAnswer {
  refuseWriting(request)
  const { world } = realtime
  const { sid } = openEntity(realtime, kind, request)
  switch (kind) {
    case 'document':
      deleteDocument(world, findDocument(world, sid))
      break
    case 'map':
      deleteMap(world, findMap(world, sid))
      break
    case 'list':
      deleteList(world, findList(world, sid))
      break
  }
  return noContent()
}

function rootJson({ events }: Realtime, entity: Entity): Readonly<Record<string, unknown>> {
  const root = entityJson(entity, events.lastId(entity.key))
  return entity.kind === 'document' ? { ...root, data: entity.data() } : root
}
