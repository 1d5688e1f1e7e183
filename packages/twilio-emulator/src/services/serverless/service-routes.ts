import { created, noContent, ok, type RestRequest } from '../../transports/rest/message.ts'
import { page } from '../../transports/rest/page.ts'
import { oneOf, required } from '../../transports/rest/parameters.ts'
import type { Route } from '../../transports/rest/route.ts'
import { invalidParameter } from '../../transports/rest/twilio-error.ts'
import { serviceJson } from './serverless-json.ts'
import { refuseWorker, serverlessRoute } from './serverless-route.ts'
import { createService, deleteService, updateService } from './services.ts'

const LIST = { host: 'serverless.twilio.com', path: '/v1/Services', mark: 'documented', fact: 'SL-1' } as const
const one = { path: '', fact: 'SL-1' } as const

/** Fewer than 50 letters, numbers and dashes. */
const UNIQUE_NAME = /^[A-Za-z0-9-]{1,49}$/

export const serviceRoutes: readonly Route[] = [
  {
    ...LIST,
    method: 'GET',
    handle: (request, world) => {
      refuseWorker(request)
      const rows = world.serverless.services.all()
      return page({ request, rows, key: 'services', render: (row) => serviceJson(world, row) })
    },
  },
  {
    ...LIST,
    method: 'POST',
    handle: (request, world) => {
      refuseWorker(request)
      const { form } = request
      const service = createService(world, {
        uniqueName: uniqueName(required(form, 'UniqueName')),
        friendlyName: required(form, 'FriendlyName'),
        includeCredentials: flag(request, 'IncludeCredentials') ?? true,
        uiEditable: flag(request, 'UiEditable') ?? false,
      })
      return created(serviceJson(world, service))
    },
  },
  serverlessRoute({ ...one, method: 'GET', handle: (_request, world, service) => ok(serviceJson(world, service)) }),
  serverlessRoute({
    ...one,
    method: 'POST',
    handle: (request, world, service) => {
      const changed = updateService(world, service, {
        friendlyName: request.form.get('FriendlyName') ?? service.friendlyName,
        includeCredentials: flag(request, 'IncludeCredentials') ?? service.includeCredentials,
        uiEditable: flag(request, 'UiEditable') ?? service.uiEditable,
      })
      return ok(serviceJson(world, changed))
    },
  }),
  serverlessRoute({
    ...one,
    method: 'DELETE',
    handle: (_request, world, service) => {
      deleteService(world, service)
      return noContent()
    },
  }),
]

function flag({ form }: RestRequest, name: string): boolean | undefined {
  const value = oneOf(form, name, ['true', 'false'])
  return value === undefined ? undefined : value === 'true'
}

function uniqueName(value: string): string {
  if (UNIQUE_NAME.test(value)) return value
  throw invalidParameter('UniqueName must have fewer than 50 characters, and only letters, numbers and dashes')
}
