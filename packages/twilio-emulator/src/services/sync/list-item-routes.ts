import { created, noContent, ok, type RestRequest } from '../../transports/rest/message.ts'
import { page } from '../../transports/rest/page.ts'
import { oneOf, pathParameter } from '../../transports/rest/parameters.ts'
import type { Route } from '../../transports/rest/route.ts'
import type { World } from '../../world/world.ts'
import { addListItem, deleteListItem, findListItem, listItemsOf, updateListItem } from './list-items.ts'
import { findList, updateList } from './lists.ts'
import { invalidSync } from './sync-errors.ts'
import { listItemJson } from './sync-json.ts'
import { checkRevision, dataParameter, ttlParameter } from './sync-parameters.ts'
import { refuseEmpty, syncRoute, withRevision } from './sync-route.ts'
import type { SyncList, SyncListItem } from './state.ts'

const PAGE_SIZE_MAX = 100
const LIST = '/Lists/:listSid/Items'
const ONE = `${LIST}/:index`
/** `Ttl` is an alias, and gives way to the full name (documented). */
const TTL = ['ItemTtl', 'Ttl']

export const listItemRoutes: readonly Route[] = [
  syncRoute({
    method: 'GET',
    path: LIST,
    fact: 'SY-7',
    handle: (request, world) => {
      const items = listItemsOf(world, listOf(request, world))
      const rows = oneOf(request.url.searchParams, 'Order', ['asc', 'desc']) === 'desc' ? items.toReversed() : items
      const render = (row: SyncListItem): object => listItemJson(world, row)
      return page({ request, rows, key: 'items', render, sizeMax: PAGE_SIZE_MAX })
    },
  }),
  syncRoute({
    method: 'POST',
    path: LIST,
    fact: 'SY-7',
    handle: (request, world) => {
      const list = listOf(request, world)
      const data = dataParameter(request, 54156)
      if (data === undefined) throw invalidSync(54156, 'Data must be a JSON object')
      const item = addListItem(world, list, { data, ttlSeconds: ttlParameter(request, TTL) })
      keepList(request, world, list)
      return withRevision(created(listItemJson(world, item)), item)
    },
  }),
  syncRoute({
    method: 'GET',
    path: ONE,
    fact: 'SY-7',
    handle: (request, world) => {
      const item = named(request, world)
      return withRevision(ok(listItemJson(world, item)), item)
    },
  }),
  syncRoute({
    method: 'POST',
    path: ONE,
    fact: 'SY-2',
    handle: (request, world) => {
      const before = named(request, world)
      refuseEmpty(request)
      checkRevision(request, before, 54155)
      const fields = { data: dataParameter(request, 54156), ttlSeconds: ttlParameter(request, TTL) }
      const item = updateListItem(world, before, fields)
      keepList(request, world, listOf(request, world))
      return withRevision(ok(listItemJson(world, item)), item)
    },
  }),
  syncRoute({
    method: 'DELETE',
    path: ONE,
    fact: 'SY-2',
    handle: (request, world) => {
      const item = named(request, world)
      checkRevision(request, item, 54155)
      deleteListItem(world, item)
      return noContent()
    },
  }),
]

function listOf(request: RestRequest, world: World): SyncList {
  return findList(world, pathParameter(request, 'listSid'))
}

function named(request: RestRequest, world: World): SyncListItem {
  return findListItem(world, listOf(request, world), pathParameter(request, 'index'))
}

/** An item's request may set how long its list lives, too. */
function keepList(request: RestRequest, world: World, list: SyncList): void {
  const seconds = ttlParameter(request, ['CollectionTtl'])
  if (seconds !== undefined) updateList(world, list, seconds)
}
