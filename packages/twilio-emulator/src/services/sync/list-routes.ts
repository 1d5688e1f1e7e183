import { created, noContent, ok, type RestRequest } from '../../transports/rest/message.ts'
import { page } from '../../transports/rest/page.ts'
import { pathParameter } from '../../transports/rest/parameters.ts'
import type { Route } from '../../transports/rest/route.ts'
import type { World } from '../../world/world.ts'
import { createList, deleteList, findList, updateList } from './lists.ts'
import { listJson } from './sync-json.ts'
import { ttlParameter, uniqueNameParameter } from './sync-parameters.ts'
import { refuseEmpty, syncRoute } from './sync-route.ts'
import type { SyncList } from './state.ts'

const PAGE_SIZE_MAX = 100
const ONE = '/Lists/:listSid'
/** `Ttl` is an alias, and gives way to the full name (documented). */
const TTL = ['CollectionTtl', 'Ttl']

export const listRoutes: readonly Route[] = [
  syncRoute({
    method: 'GET',
    path: '/Lists',
    fact: 'SY-7',
    handle: (request, world) => {
      const render = (row: SyncList): object => listJson(world, row)
      return page({ request, rows: world.sync.lists.all(), key: 'lists', render, sizeMax: PAGE_SIZE_MAX })
    },
  }),
  syncRoute({
    method: 'POST',
    path: '/Lists',
    fact: 'SY-7',
    handle: (request, world) => {
      const fields = { uniqueName: uniqueNameParameter(request), ttlSeconds: ttlParameter(request, TTL) }
      return created(listJson(world, createList(world, fields)))
    },
  }),
  syncRoute({
    method: 'GET',
    path: ONE,
    fact: 'SY-7',
    handle: (request, world) => ok(listJson(world, named(request, world))),
  }),
  syncRoute({
    method: 'POST',
    path: ONE,
    fact: 'SY-7',
    handle: (request, world) => {
      const before = named(request, world)
      refuseEmpty(request)
      return ok(listJson(world, updateList(world, before, ttlParameter(request, TTL))))
    },
  }),
  syncRoute({
    method: 'DELETE',
    path: ONE,
    fact: 'SY-7',
    handle: (request, world) => {
      deleteList(world, named(request, world))
      return noContent()
    },
  }),
]

function named(request: RestRequest, world: World): SyncList {
  return findList(world, pathParameter(request, 'listSid'))
}
