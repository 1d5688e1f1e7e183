import { created, ok, type RestRequest } from '../../transports/rest/message.ts'
import { page } from '../../transports/rest/page.ts'
import { oneOf, required } from '../../transports/rest/parameters.ts'
import type { Route } from '../../transports/rest/route.ts'
import { invalidParameter, notFound } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'
import { PATHS, resourceIn } from './resource-routes.ts'
import { addVersion } from './resources.ts'
import { versionContentJson, versionJson } from './serverless-json.ts'
import { named, serverlessRoute } from './serverless-route.ts'
import type { ResourceKind, ResourceVersion, ServerlessService } from './state.ts'

const VISIBILITIES = ['public', 'protected', 'private'] as const

export const versionRoutes: readonly Route[] = [
  ...routesOf('function'),
  ...routesOf('asset'),
  serverlessRoute({
    method: 'GET',
    path: '/Functions/:resourceSid/Versions/:versionSid/Content',
    fact: 'SL-5',
    handle: (request, world, service) =>
      ok(versionContentJson(world, versionIn(request, world, { service, kind: 'function' }))),
  }),
]

function routesOf(kind: ResourceKind): Route[] {
  const list = { path: `${PATHS[kind]}/:resourceSid/Versions`, fact: 'SL-5' } as const
  return [
    serverlessRoute({
      ...list,
      method: 'GET',
      handle: (request, world, service) => {
        const { sid } = resourceIn(request, world, { service, kind })
        const rows = world.serverless.versions.all().filter(({ resourceSid }) => resourceSid === sid)
        return page({ request, rows, key: `${kind}_versions`, render: (row) => versionJson(world, row) })
      },
    }),
    serverlessRoute({
      ...list,
      method: 'GET',
      path: `${list.path}/:versionSid`,
      handle: (request, world, service) => ok(versionJson(world, versionIn(request, world, { service, kind }))),
    }),
    serverlessRoute({
      ...list,
      host: 'serverless-upload.twilio.com',
      method: 'POST',
      handle: (request, world, service) => {
        const resource = resourceIn(request, world, { service, kind })
        return created(versionJson(world, addVersion(world, resource, readVersion(request))))
      },
    }),
  ]
}

function readVersion({ form, upload }: RestRequest) {
  if (upload === undefined) {
    throw invalidParameter('The body must be multipart/form-data, with the file in the field Content')
  }
  required(form, 'Visibility')
  return { upload, path: required(form, 'Path'), visibility: oneOf(form, 'Visibility', VISIBILITIES) ?? 'public' }
}

function versionIn(
  request: RestRequest,
  world: World,
  of: { readonly service: ServerlessService; readonly kind: ResourceKind },
): ResourceVersion {
  const resource = resourceIn(request, world, of)
  const version = named(world.serverless.versions, { request, parameter: 'versionSid', service: of.service })
  if (version.resourceSid !== resource.sid) throw notFound(request.url.pathname)
  return version
}
