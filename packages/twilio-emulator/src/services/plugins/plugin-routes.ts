import { created, ok, type RestRequest } from '../../transports/rest/message.ts'
import { page } from '../../transports/rest/page.ts'
import { oneOf, pathParameter, required } from '../../transports/rest/parameters.ts'
import type { Route } from '../../transports/rest/route.ts'
import type { World } from '../../world/world.ts'
import { pluginJson, versionJson } from './plugin-json.ts'
import { newestFirst, pluginRoute } from './plugin-route.ts'
import {
  archivePlugin,
  archiveVersion,
  createPlugin,
  createVersion,
  findPlugin,
  findVersion,
  versionsOf,
} from './plugins.ts'
import type { Plugin, PluginVersion } from './state.ts'

const LIST = { path: '/Plugins', fact: 'PL-1' } as const
const ONE = { path: '/Plugins/:pluginSid', fact: 'PL-1' } as const
const VERSIONS = { path: `${ONE.path}/Versions`, fact: 'PL-2' } as const
const VERSION = { path: `${VERSIONS.path}/:versionSid`, fact: 'PL-2' } as const

export const pluginRoutes: readonly Route[] = [
  pluginRoute({
    ...LIST,
    method: 'GET',
    handle: (request, world) => {
      const rows = newestFirst(world.pluginService.plugins.all())
      return page({ request, rows, key: 'plugins', render: (row) => pluginJson(world, row) })
    },
  }),
  pluginRoute({
    ...LIST,
    method: 'POST',
    handle: ({ form }, world) => {
      const uniqueName = required(form, 'UniqueName')
      const friendlyName = form.get('FriendlyName') ?? uniqueName
      return created(
        pluginJson(
          world,
          createPlugin(world, { uniqueName, friendlyName, description: form.get('Description') ?? '' }),
        ),
      )
    },
  }),
  pluginRoute({ ...ONE, method: 'GET', handle: (request, world) => ok(pluginJson(world, pluginIn(request, world))) }),
  pluginRoute({
    ...ONE,
    method: 'POST',
    handle: (request, world) => {
      const before = pluginIn(request, world)
      const friendlyName = request.form.get('FriendlyName') ?? before.friendlyName
      const description = request.form.get('Description') ?? before.description
      const changed = { ...before, friendlyName, description, updatedAtMs: world.clock.now() }
      return ok(pluginJson(world, world.pluginService.plugins.put(changed)))
    },
  }),
  pluginRoute({
    method: 'POST',
    path: `${ONE.path}/Archive`,
    fact: 'PL-4',
    handle: (request, world) => ok(pluginJson(world, archivePlugin(world, pluginIn(request, world)))),
  }),
  pluginRoute({
    ...VERSIONS,
    method: 'GET',
    handle: (request, world) => {
      const rows = newestFirst(versionsOf(world, pluginIn(request, world)))
      return page({ request, rows, key: 'plugin_versions', render: (row) => versionJson(world, row) })
    },
  }),
  pluginRoute({
    ...VERSIONS,
    method: 'POST',
    handle: (request, world) => {
      const { form } = request
      const version = createVersion(world, pluginIn(request, world), {
        version: required(form, 'Version'),
        pluginUrl: required(form, 'PluginUrl'),
        changelog: form.get('Changelog') ?? '',
        private: oneOf(form, 'Private', ['true', 'false']) === 'true',
        validated: form.get('ValidateStatus') === 'true',
      })
      return created(versionJson(world, version))
    },
  }),
  pluginRoute({
    ...VERSION,
    method: 'GET',
    handle: (request, world) => ok(versionJson(world, versionIn(request, world))),
  }),
  pluginRoute({
    method: 'POST',
    path: `${VERSION.path}/Archive`,
    fact: 'PL-4',
    handle: (request, world) => ok(versionJson(world, archiveVersion(world, versionIn(request, world)))),
  }),
]

function pluginIn(request: RestRequest, world: World): Plugin {
  return findPlugin(world, pathParameter(request, 'pluginSid'))
}

function versionIn(request: RestRequest, world: World): PluginVersion {
  return findVersion(world, pluginIn(request, world), pathParameter(request, 'versionSid'))
}
