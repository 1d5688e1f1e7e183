import { z } from 'zod'
import { created, noContent, ok, type RestRequest } from '../../transports/rest/message.ts'
import { page } from '../../transports/rest/page.ts'
import { oneOf } from '../../transports/rest/parameters.ts'
import type { Route } from '../../transports/rest/route.ts'
import { invalidParameter } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'
import { createBuild, deleteBuild } from './builds.ts'
import { buildJson, buildStatusJson } from './serverless-json.ts'
import { named, rowsOf, serverlessRoute } from './serverless-route.ts'
import type { Build, Dependency, ServerlessService } from './state.ts'

const LIST = { path: '/Builds', fact: 'SL-6' } as const
const ONE = { path: '/Builds/:buildSid', fact: 'SL-6' } as const

const RUNTIMES = ['node8', 'node10', 'node12', 'node14', 'node16', 'node18', 'node20', 'node22', 'node24'] as const
const DEFAULT_RUNTIME = 'node22'

export const buildRoutes: readonly Route[] = [
  serverlessRoute({
    ...LIST,
    method: 'GET',
    handle: (request, world, service) => {
      const rows = rowsOf(world.serverless.builds, service)
      return page({ request, rows, key: 'builds', render: (row) => buildJson(world, row) })
    },
  }),
  serverlessRoute({
    ...LIST,
    method: 'POST',
    handle: ({ form }, world, service) => {
      const build = createBuild(world, service, {
        functionVersionSids: form.getAll('FunctionVersions'),
        assetVersionSids: form.getAll('AssetVersions'),
        dependencies: dependenciesIn(form.get('Dependencies')),
        runtime: oneOf(form, 'Runtime', RUNTIMES) ?? DEFAULT_RUNTIME,
      })
      return created(buildJson(world, build))
    },
  }),
  serverlessRoute({
    ...ONE,
    method: 'GET',
    handle: (request, world, service) => ok(buildJson(world, buildIn(request, world, service))),
  }),
  serverlessRoute({
    ...ONE,
    method: 'GET',
    path: `${ONE.path}/Status`,
    handle: (request, world, service) => ok(buildStatusJson(world, buildIn(request, world, service))),
  }),
  serverlessRoute({
    ...ONE,
    method: 'DELETE',
    handle: (request, world, service) => {
      deleteBuild(world, buildIn(request, world, service))
      return noContent()
    },
  }),
]

function buildIn(request: RestRequest, world: World, service: ServerlessService): Build {
  return named(world.serverless.builds, { request, parameter: 'buildSid', service })
}

const Dependencies = z.array(z.object({ name: z.string().min(1), version: z.string() }))

/** The Serverless Toolkit sends the list with quotes around it, and Twilio takes it (SL-6). */
function dependenciesIn(text: string | null): readonly Dependency[] {
  if (text === null || text === '') return []
  const result = Dependencies.safeParse(parse(text.replace(/^"(\[.*\])"$/s, '$1')))
  if (result.success) return result.data
  throw invalidParameter('Dependencies must be a JSON list of objects with a name and a version')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
