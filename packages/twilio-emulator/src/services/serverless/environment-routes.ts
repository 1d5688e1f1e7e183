import { created, noContent, ok, type RestRequest } from '../../transports/rest/message.ts'
import { page } from '../../transports/rest/page.ts'
import { required } from '../../transports/rest/parameters.ts'
import type { Route } from '../../transports/rest/route.ts'
import { invalidParameter, notFound } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'
import { createEnvironment, deleteEnvironment, deploy } from './environments.ts'
import { deploymentJson, environmentJson } from './serverless-json.ts'
import { named, rowsOf, serverlessRoute } from './serverless-route.ts'
import type { Environment, ServerlessService } from './state.ts'

const LIST = { path: '/Environments', fact: 'SL-2' } as const
const ONE = { path: '/Environments/:environmentSid', fact: 'SL-2' } as const
const DEPLOYMENTS = { path: `${ONE.path}/Deployments`, fact: 'SL-7' } as const
const LOGS = { method: 'GET', path: `${ONE.path}/Logs`, fact: 'SL-11' } as const

const DOMAIN_SUFFIX = /^[A-Za-z0-9-]{1,16}$/

export const environmentRoutes: readonly Route[] = [
  serverlessRoute({
    ...LIST,
    method: 'GET',
    handle: (request, world, service) => {
      const rows = rowsOf(world.serverless.environments, service)
      return page({ request, rows, key: 'environments', render: (row) => environmentJson(world, row) })
    },
  }),
  serverlessRoute({
    ...LIST,
    method: 'POST',
    handle: ({ form }, world, service) => {
      const uniqueName = required(form, 'UniqueName')
      const domainSuffix = suffix(form.get('DomainSuffix') ?? '')
      return created(environmentJson(world, createEnvironment(world, service, { uniqueName, domainSuffix })))
    },
  }),
  serverlessRoute({
    ...ONE,
    method: 'GET',
    handle: (request, world, service) => ok(environmentJson(world, environmentIn(request, world, service))),
  }),
  serverlessRoute({
    ...ONE,
    method: 'DELETE',
    handle: (request, world, service) => {
      deleteEnvironment(world, environmentIn(request, world, service))
      return noContent()
    },
  }),
  serverlessRoute({
    ...DEPLOYMENTS,
    method: 'GET',
    handle: (request, world, service) => {
      const { sid } = environmentIn(request, world, service)
      const rows = world.serverless.deployments.all().filter(({ environmentSid }) => environmentSid === sid)
      return page({ request, rows, key: 'deployments', render: (row) => deploymentJson(world, row) })
    },
  }),
  serverlessRoute({
    ...DEPLOYMENTS,
    method: 'POST',
    handle: (request, world, service) => {
      const environment = environmentIn(request, world, service)
      return created(deploymentJson(world, deploy(world, environment, buildOf(request, world, service))))
    },
  }),
  serverlessRoute({
    ...DEPLOYMENTS,
    method: 'GET',
    path: `${DEPLOYMENTS.path}/:deploymentSid`,
    handle: (request, world, service) => {
      const environment = environmentIn(request, world, service)
      const deployment = named(world.serverless.deployments, { request, parameter: 'deploymentSid', service })
      if (deployment.environmentSid !== environment.sid) throw notFound(request.url.pathname)
      return ok(deploymentJson(world, deployment))
    },
  }),
  serverlessRoute({
    ...LOGS,
    handle: (request, world, service) => {
      environmentIn(request, world, service)
      return page({ request, rows: [], key: 'logs', render: (row) => row })
    },
  }),
]

export function environmentIn(request: RestRequest, world: World, service: ServerlessService): Environment {
  return named(world.serverless.environments, { request, parameter: 'environmentSid', service })
}

/** The build that is to be deployed; a deployment without one takes down what is there. */
function buildOf({ form }: RestRequest, { serverless }: World, service: ServerlessService) {
  const sid = form.get('BuildSid') ?? ''
  if (sid === '') return undefined
  const build = serverless.builds.get(sid)
  if (build?.serviceSid !== service.sid)
    throw invalidParameter(`BuildSid ${sid} is not the sid of a build of this service`)
  return build
}

function suffix(value: string): string | undefined {
  if (value === '') return undefined
  if (DOMAIN_SUFFIX.test(value)) return value
  throw invalidParameter('DomainSuffix must have at most 16 characters, and only letters, numbers and dashes')
}
