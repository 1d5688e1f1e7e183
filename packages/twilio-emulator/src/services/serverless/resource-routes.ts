import { created, noContent, ok, type RestRequest } from '../../transports/rest/message.ts'
import { page } from '../../transports/rest/page.ts'
import { required } from '../../transports/rest/parameters.ts'
import type { Route } from '../../transports/rest/route.ts'
import { notFound } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'
import { createResource, deleteResource } from './resources.ts'
import { resourceJson } from './serverless-json.ts'
import { named, rowsOf, serverlessRoute } from './serverless-route.ts'
import type { ResourceKind, ServerlessResource, ServerlessService } from './state.ts'

/** How functions and assets stand in lists and paths. */
const LISTS = { function: 'functions', asset: 'assets' } as const
export const PATHS = { function: '/Functions', asset: '/Assets' } as const

/** Functions, and assets: the same calls for both. */
export const resourceRoutes: readonly Route[] = [...routesOf('function'), ...routesOf('asset')]

function routesOf(kind: ResourceKind): Route[] {
  const list = { path: PATHS[kind], fact: 'SL-4' } as const
  const one = { path: `${PATHS[kind]}/:resourceSid`, fact: 'SL-4' } as const
  return [
    serverlessRoute({
      ...list,
      method: 'GET',
      handle: (request, world, service) => {
        const rows = rowsOf(world.serverless.resources, service).filter((row) => row.kind === kind)
        return page({ request, rows, key: LISTS[kind], render: (row) => resourceJson(world, row) })
      },
    }),
    serverlessRoute({
      ...list,
      method: 'POST',
      handle: ({ form }, world, service) => {
        const friendlyName = required(form, 'FriendlyName')
        return created(resourceJson(world, createResource(world, service, { kind, friendlyName })))
      },
    }),
    serverlessRoute({
      ...one,
      method: 'GET',
      handle: (request, world, service) => ok(resourceJson(world, resourceIn(request, world, { service, kind }))),
    }),
    serverlessRoute({
      ...one,
      method: 'POST',
      handle: (request, world, service) => {
        const before = resourceIn(request, world, { service, kind })
        const friendlyName = required(request.form, 'FriendlyName')
        const changed = { ...before, friendlyName, updatedAtMs: world.clock.now() }
        return ok(resourceJson(world, world.serverless.resources.put(changed)))
      },
    }),
    serverlessRoute({
      ...one,
      method: 'DELETE',
      handle: (request, world, service) => {
        deleteResource(world, resourceIn(request, world, { service, kind }))
        return noContent()
      },
    }),
  ]
}

export function resourceIn(
  request: RestRequest,
  world: World,
  { service, kind }: { readonly service: ServerlessService; readonly kind: ResourceKind },
): ServerlessResource {
  const resource = named(world.serverless.resources, { request, parameter: 'resourceSid', service })
  if (resource.kind !== kind) throw notFound(request.url.pathname)
  return resource
}
