import { created, noContent, ok, type RestRequest } from '../../transports/rest/message.ts'
import { page } from '../../transports/rest/page.ts'
import { oneOf, pathParameter } from '../../transports/rest/parameters.ts'
import type { Route } from '../../transports/rest/route.ts'
import type { World } from '../../world/world.ts'
import { createItem, deleteItem, findItem, itemsOf, updateItem } from './map-items.ts'
import { findMap, updateMap } from './maps.ts'
import { invalidSync } from './sync-errors.ts'
import { itemJson } from './sync-json.ts'
import { checkRevision, dataParameter, keyParameter, ttlParameter } from './sync-parameters.ts'
import { refuseEmpty, syncRoute, withRevision } from './sync-route.ts'
import type { SyncMap, SyncMapItem } from './state.ts'

const PAGE_SIZE_MAX = 100
const LIST = '/Maps/:mapSid/Items'
const ONE = `${LIST}/:key`
/** `Ttl` is an alias, and gives way to the full name (documented). */
const TTL = ['ItemTtl', 'Ttl']

export const mapItemRoutes: readonly Route[] = [
  syncRoute({
    method: 'GET',
    path: LIST,
    fact: 'SY-6',
    handle: (request, world) => {
      const items = itemsOf(world, mapOf(request, world))
      const rows = oneOf(request.url.searchParams, 'Order', ['asc', 'desc']) === 'desc' ? items.toReversed() : items
      const render = (row: SyncMapItem): object => itemJson(world, row)
      return page({ request, rows, key: 'items', render, sizeMax: PAGE_SIZE_MAX })
    },
  }),
  syncRoute({
    method: 'POST',
    path: LIST,
    fact: 'SY-6',
    handle: (request, world) => {
      const map = mapOf(request, world)
      const key = keyParameter(request)
      const data = dataParameter(request, 54206)
      if (data === undefined) throw invalidSync(54206, 'Data must be a JSON object')
      const item = createItem(world, map, { key, data, ttlSeconds: ttlParameter(request, TTL) })
      keepMap(request, world, map)
      return withRevision(created(itemJson(world, item)), item)
    },
  }),
  syncRoute({
    method: 'GET',
    path: ONE,
    fact: 'SY-6',
    handle: (request, world) => {
      const item = named(request, world)
      return withRevision(ok(itemJson(world, item)), item)
    },
  }),
  syncRoute({
    method: 'POST',
    path: ONE,
    fact: 'SY-2',
    handle: (request, world) => {
      const before = named(request, world)
      refuseEmpty(request)
      checkRevision(request, before, 54205)
      const fields = { data: dataParameter(request, 54206), ttlSeconds: ttlParameter(request, TTL) }
      const item = updateItem(world, before, fields)
      keepMap(request, world, mapOf(request, world))
      return withRevision(ok(itemJson(world, item)), item)
    },
  }),
  syncRoute({
    method: 'DELETE',
    path: ONE,
    fact: 'SY-2',
    handle: (request, world) => {
      const item = named(request, world)
      checkRevision(request, item, 54205)
      deleteItem(world, item)
      return noContent()
    },
  }),
]

function mapOf(request: RestRequest, world: World): SyncMap {
  return findMap(world, pathParameter(request, 'mapSid'))
}

function named(request: RestRequest, world: World): SyncMapItem {
  return findItem(world, mapOf(request, world), pathParameter(request, 'key'))
}

/** An item's request may set how long its map lives, too. */
function keepMap(request: RestRequest, world: World, map: SyncMap): void {
  const seconds = ttlParameter(request, ['CollectionTtl'])
  if (seconds !== undefined) updateMap(world, map, seconds)
}
