import { created, noContent, ok, type RestRequest } from '../../transports/rest/message.ts'
import { page } from '../../transports/rest/page.ts'
import { required } from '../../transports/rest/parameters.ts'
import type { Route } from '../../transports/rest/route.ts'
import { notFound } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'
import { environmentIn } from './environment-routes.ts'
import { variableJson } from './serverless-json.ts'
import { named, serverlessRoute } from './serverless-route.ts'
import type { ServerlessService, Variable } from './state.ts'
import { createVariable, updateVariable, variablesOf } from './variables.ts'

const LIST = { path: '/Environments/:environmentSid/Variables', fact: 'SL-3' } as const
const ONE = { path: `${LIST.path}/:variableSid`, fact: 'SL-3' } as const

export const variableRoutes: readonly Route[] = [
  serverlessRoute({
    ...LIST,
    method: 'GET',
    handle: (request, world, service) => {
      const rows = variablesOf(world, environmentIn(request, world, service))
      return page({ request, rows, key: 'variables', render: (row) => variableJson(world, row) })
    },
  }),
  serverlessRoute({
    ...LIST,
    method: 'POST',
    handle: (request, world, service) => {
      const fields = { key: required(request.form, 'Key'), value: required(request.form, 'Value') }
      return created(variableJson(world, createVariable(world, environmentIn(request, world, service), fields)))
    },
  }),
  serverlessRoute({
    ...ONE,
    method: 'GET',
    handle: (request, world, service) => ok(variableJson(world, variableIn(request, world, service))),
  }),
  serverlessRoute({
    ...ONE,
    method: 'POST',
    handle: (request, world, service) => {
      const before = variableIn(request, world, service)
      const key = request.form.get('Key') ?? before.key
      const value = request.form.get('Value') ?? before.value
      const environment = environmentIn(request, world, service)
      return ok(variableJson(world, updateVariable(world, environment, { ...before, key, value })))
    },
  }),
  serverlessRoute({
    ...ONE,
    method: 'DELETE',
    handle: (request, world, service) => {
      world.serverless.variables.delete(variableIn(request, world, service).sid)
      return noContent()
    },
  }),
]

function variableIn(request: RestRequest, world: World, service: ServerlessService): Variable {
  const environment = environmentIn(request, world, service)
  const variable = named(world.serverless.variables, { request, parameter: 'variableSid', service })
  if (variable.environmentSid !== environment.sid) throw notFound(request.url.pathname)
  return variable
}
