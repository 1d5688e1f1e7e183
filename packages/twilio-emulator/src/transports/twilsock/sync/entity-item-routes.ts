import { z } from 'zod'
import { addListItem, deleteListItem, findListItem, updateListItem } from '../../../services/sync/list-items.ts'
import { findList } from '../../../services/sync/lists.ts'
import { createItem, deleteItem, findItem, itemsOf, updateItem } from '../../../services/sync/map-items.ts'
import { findMap } from '../../../services/sync/maps.ts'
import type { SyncListItem, SyncMap, SyncMapItem } from '../../../services/sync/state.ts'
import { listItemNotFound, itemNotFound, revisionMismatch } from '../../../services/sync/sync-errors.ts'
import { checkedData, checkRevision } from '../../../services/sync/sync-parameters.ts'
import type { World } from '../../../world/world.ts'
import { created, ok } from '../../rest/message.ts'
import type { Realtime } from '../realtime.ts'
import type { UpstreamAnswer, UpstreamRequest, UpstreamRoute } from '../upstream-route.ts'
import { openEntity, refuseWriting } from './entity-access.ts'
import { isoDate, itemJson, keyName } from './entity-json.ts'
import type { Entity, EntityItem, EntityKind } from './entity.ts'
import { itemsPage } from './items-page.ts'
import { listItem, mapItem } from './sync-entities.ts'

const base = { host: 'cds.us1.twilio.com', mark: 'observed', fact: 'TS-5' } as const

const data = z.record(z.string(), z.unknown())
const ItemWrite = z.object({ data, ttl: z.number().optional() })
/** With this in place of a revision, an item is only made, never replaced. */
const NO_REVISION = '-1'

export const entityItemRoutes: readonly UpstreamRoute[] = [
  { ...base, method: 'GET', path: '/v3/Maps/:id/Items', handle: (request, realtime) => page('map', request, realtime) },
  {
    ...base,
    method: 'GET',
    path: '/v3/Lists/:id/Items',
    handle: (request, realtime) => page('list', request, realtime),
  },
  {
    ...base,
    method: 'GET',
    path: '/v3/Maps/:id/Items/:key',
    handle: (request, realtime) => one('map', request, realtime),
  },
  {
    ...base,
    method: 'GET',
    path: '/v3/Lists/:id/Items/:key',
    handle: (request, realtime) => one('list', request, realtime),
  },
  { ...base, method: 'PUT', path: '/v3/Maps/:id/Items/:key', handle: putMapItem },
  { ...base, method: 'POST', path: '/v3/Maps/:id/Items/:key', handle: putMapItem },
  { ...base, method: 'DELETE', path: '/v3/Maps/:id/Items/:key', handle: deleteMapItem },
  { ...base, method: 'POST', path: '/v3/Lists/:id/Items', handle: pushListItem },
  { ...base, method: 'PUT', path: '/v3/Lists/:id/Items/:key', handle: changeListItem },
  { ...base, method: 'POST', path: '/v3/Lists/:id/Items/:key', handle: changeListItem },
  { ...base, method: 'DELETE', path: '/v3/Lists/:id/Items/:key', handle: removeListItem },
]

/** A page of items, or the one item that is named by key or index, if it is there. */
function page(kind: EntityKind, request: UpstreamRequest, realtime: Realtime): UpstreamAnswer {
  const entity = openEntity(realtime, kind, request)
  const wanted = request.query.get(kind === 'list' ? 'Index' : 'Key')
  const found = wanted === null ? itemsPage(entity.items(), request.query) : single(entity, wanted)
  const lastEventId = realtime.events.lastId(entity.key)
  return ok({
    items: found.items.map((item) => itemJson(entity, item, lastEventId)),
    meta: { key: 'items', previous_token: found.previousToken, next_token: found.nextToken },
  })
}

function single(entity: Entity, wanted: string): ReturnType<typeof itemsPage> {
  return { items: entity.items().filter(({ key }) => String(key) === wanted), previousToken: null, nextToken: null }
}

function one(kind: EntityKind, request: UpstreamRequest, realtime: Realtime): UpstreamAnswer {
  const entity = openEntity(realtime, kind, request)
  const { key: wanted = '' } = request.params
  const item = entity.items().find(({ key }) => String(key) === wanted)
  if (item === undefined) throw keyName(kind) === 'index' ? listItemNotFound(wanted) : itemNotFound(wanted)
  return ok(itemJson(entity, item, realtime.events.lastId(entity.key)))
}

/** Makes the item or replaces it: 201 or 200. */
function putMapItem(request: UpstreamRequest, realtime: Realtime): UpstreamAnswer {
  const { entity, fields } = write('map', request, realtime)
  const { world } = realtime
  const { key = '' } = request.params
  const map = findMap(world, entity.sid)
  const before = existing(world, map, key)
  if (before === undefined) {
    if (request.ifMatch !== undefined && request.ifMatch !== NO_REVISION) throw itemNotFound(key)
    return created(changed(realtime, entity, mapItem(createItem(world, map, { key, ...fields }))))
  }
  if (request.ifMatch === NO_REVISION) throw revisionMismatch(54_205, before.revision)
  checkRevision(request, before, 54_205)
  return ok(changed(realtime, entity, mapItem(updateItem(world, before, fields))))
}

function existing(world: World, map: SyncMap, key: string): SyncMapItem | undefined {
  return itemsOf(world, map).find((item) => item.key === key)
}

function deleteMapItem(request: UpstreamRequest, realtime: Realtime): UpstreamAnswer {
  refuseWriting(request)
  const entity = openEntity(realtime, 'map', request)
  const item = findItem(realtime.world, findMap(realtime.world, entity.sid), request.params['key'] ?? '')
  checkRevision(request, item, 54_205)
  deleteItem(realtime.world, item)
  return removed(realtime, entity)
}

function pushListItem(request: UpstreamRequest, realtime: Realtime): UpstreamAnswer {
  const { entity, fields } = write('list', request, realtime)
  const item = addListItem(realtime.world, findList(realtime.world, entity.sid), fields)
  return created(changed(realtime, entity, listItem(item)))
}

function changeListItem(request: UpstreamRequest, realtime: Realtime): UpstreamAnswer {
  const { entity, fields } = write('list', request, realtime)
  const before = namedListItem(request, realtime, entity)
  checkRevision(request, before, 54_155)
  return ok(changed(realtime, entity, listItem(updateListItem(realtime.world, before, fields))))
}

function removeListItem(request: UpstreamRequest, realtime: Realtime): UpstreamAnswer {
  refuseWriting(request)
  const entity = openEntity(realtime, 'list', request)
  const item = namedListItem(request, realtime, entity)
  checkRevision(request, item, 54_155)
  deleteListItem(realtime.world, item)
  return removed(realtime, entity)
}

function namedListItem({ params }: UpstreamRequest, { world }: Realtime, { sid }: Entity): SyncListItem {
  return findListItem(world, findList(world, sid), params['key'] ?? '')
}

function write(kind: 'map' | 'list', request: UpstreamRequest, realtime: Realtime) {
  refuseWriting(request)
  const entity = openEntity(realtime, kind, request)
  const body = ItemWrite.parse(request.body)
  const text = checkedData(JSON.stringify(body.data), kind === 'map' ? 54_206 : 54_156)
  return { entity, fields: { data: text, ttlSeconds: body.ttl } }
}

function changed({ events }: Realtime, entity: Entity, item: EntityItem): object {
  return itemJson(entity, item, events.lastId(entity.key))
}

function removed({ events, world }: Realtime, entity: Entity): UpstreamAnswer {
  return ok({ last_event_id: events.lastId(entity.key), date_updated: isoDate(world.clock.now()) })
}
