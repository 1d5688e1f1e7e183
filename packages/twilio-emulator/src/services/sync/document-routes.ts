import { created, noContent, ok, type RestRequest } from '../../transports/rest/message.ts'
import { page } from '../../transports/rest/page.ts'
import { pathParameter } from '../../transports/rest/parameters.ts'
import type { Route } from '../../transports/rest/route.ts'
import type { World } from '../../world/world.ts'
import { createDocument, deleteDocument, findDocument, updateDocument } from './documents.ts'
import { documentJson } from './sync-json.ts'
import { checkRevision, dataParameter, ttlParameter, uniqueNameParameter } from './sync-parameters.ts'
import { refuseEmpty, syncRoute, withRevision } from './sync-route.ts'
import type { SyncDocument } from './state.ts'

const PAGE_SIZE_MAX = 100
const ONE = '/Documents/:documentSid'

export const documentRoutes: readonly Route[] = [
  syncRoute({
    method: 'GET',
    path: '/Documents',
    fact: 'SY-1',
    handle: (request, world) => {
      const rows = world.sync.documents.all()
      const render = (row: SyncDocument): object => documentJson(world, row)
      return page({ request, rows, key: 'documents', render, sizeMax: PAGE_SIZE_MAX })
    },
  }),
  syncRoute({
    method: 'POST',
    path: '/Documents',
    fact: 'SY-1',
    handle: (request, world) => {
      const document = createDocument(world, {
        uniqueName: uniqueNameParameter(request),
        data: dataParameter(request, 54101),
        ttlSeconds: ttlParameter(request, ['Ttl']),
      })
      return withRevision(created(documentJson(world, document)), document)
    },
  }),
  syncRoute({
    method: 'GET',
    path: ONE,
    fact: 'SY-1',
    handle: (request, world) => {
      const document = named(request, world)
      return withRevision(ok(documentJson(world, document)), document)
    },
  }),
  syncRoute({
    method: 'POST',
    path: ONE,
    fact: 'SY-2',
    handle: (request, world) => {
      const before = named(request, world)
      refuseEmpty(request)
      checkRevision(request, before, 54103)
      const fields = { data: dataParameter(request, 54101), ttlSeconds: ttlParameter(request, ['Ttl']) }
      const document = updateDocument(world, before, fields)
      return withRevision(ok(documentJson(world, document)), document)
    },
  }),
  syncRoute({
    method: 'DELETE',
    path: ONE,
    fact: 'SY-2',
    handle: (request, world) => {
      const document = named(request, world)
      checkRevision(request, document, 54103)
      deleteDocument(world, document)
      return noContent()
    },
  }),
]

function named(request: RestRequest, world: World): SyncDocument {
  return findDocument(world, pathParameter(request, 'documentSid'))
}
