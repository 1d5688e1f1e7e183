import { created, noContent, ok, type RestRequest } from '../../transports/rest/message.ts'
import { page } from '../../transports/rest/page.ts'
import { pathParameter } from '../../transports/rest/parameters.ts'
import type { Route } from '../../transports/rest/route.ts'
import type { World } from '../../world/world.ts'
import { createMap, deleteMap, findMap, updateMap } from './maps.ts'
import { mapJson } from './sync-json.ts'
import { ttlParameter, uniqueNameParameter } from './sync-parameters.ts'
import { refuseEmpty, syncRoute } from './sync-route.ts'
import type { SyncMap } from './state.ts'

const PAGE_SIZE_MAX = 100
const ONE = '/Maps/:mapSid'
/** `Ttl` is an alias, and gives way to the full name (documented). */
const TTL = ['CollectionTtl', 'Ttl']

export const mapRoutes: readonly Route[] = [
  syncRoute({
    method: 'GET',
    path: '/Maps',
    fact: 'SY-6',
    handle: (request, world) => {
      const render = (row: SyncMap): object => mapJson(world, row)
      return page({ request, rows: world.sync.maps.all(), key: 'maps', render, sizeMax: PAGE_SIZE_MAX })
    },
  }),
  syncRoute({
    method: 'POST',
    path: '/Maps',
    fact: 'SY-6',
    handle: (request, world) => {
      const fields = { uniqueName: uniqueNameParameter(request), ttlSeconds: ttlParameter(request, TTL) }
      return created(mapJson(world, createMap(world, fields)))
    },
  }),
  syncRoute({
    method: 'GET',
    path: ONE,
    fact: 'SY-6',
    handle: (request, world) => ok(mapJson(world, named(request, world))),
  }),
  syncRoute({
    method: 'POST',
    path: ONE,
    fact: 'SY-6',
    handle: (request, world) => {
      const before = named(request, world)
      refuseEmpty(request)
      return ok(mapJson(world, updateMap(world, before, ttlParameter(request, TTL))))
    },
  }),
  syncRoute({
    method: 'DELETE',
    path: ONE,
    fact: 'SY-6',
    handle: (request, world) => {
      deleteMap(world, named(request, world))
      return noContent()
    },
  }),
]

function named(request: RestRequest, world: World): SyncMap {
  return findMap(world, pathParameter(request, 'mapSid'))
}
