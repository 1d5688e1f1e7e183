import { z } from 'zod'
import { created, ok, type RestRequest } from '../../transports/rest/message.ts'
import { page } from '../../transports/rest/page.ts'
import { jsonObject, pathParameter, required } from '../../transports/rest/parameters.ts'
import type { Route } from '../../transports/rest/route.ts'
import { invalidParameter, notFound } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'
import { archiveConfiguration, configuredPlugins, createConfiguration, findConfiguration } from './configurations.ts'
import { configurationJson, configuredPluginJson, releaseJson } from './plugin-json.ts'
import { newestFirst, pluginRoute } from './plugin-route.ts'
import { releaseConfiguration } from './release-configuration.ts'
import { findRelease } from './releases.ts'
import type { ConfiguredVersion, PluginConfiguration } from './state.ts'

const LIST = { path: '/Configurations', fact: 'PL-3' } as const
const ONE = { path: '/Configurations/:configurationSid', fact: 'PL-3' } as const
const RELEASES = { path: '/Releases', fact: 'PL-5' } as const

/** Plugins are loaded in the third and last phase of the Flex UI's start (FU-3). */
const PHASE = 3

export const configurationRoutes: readonly Route[] = [
  pluginRoute({
    ...LIST,
    method: 'GET',
    handle: (request, world) => {
      const rows = newestFirst(world.pluginService.configurations.all())
      return page({ request, rows, key: 'configurations', render: (row) => configurationJson(world, row) })
    },
  }),
  pluginRoute({
    ...LIST,
    method: 'POST',
    handle: ({ form }, world) => {
      const name = required(form, 'Name')
      const plugins = form.getAll('Plugins').map(configuredVersion)
      const configuration = createConfiguration(world, { name, description: form.get('Description') ?? '', plugins })
      return created(configurationJson(world, configuration))
    },
  }),
  pluginRoute({
    ...ONE,
    method: 'GET',
    handle: (request, world) => ok(configurationJson(world, configurationIn(request, world))),
  }),
  pluginRoute({
    method: 'POST',
    path: `${ONE.path}/Archive`,
    fact: 'PL-4',
    handle: (request, world) =>
      ok(configurationJson(world, archiveConfiguration(world, configurationIn(request, world)))),
  }),
  pluginRoute({
    ...ONE,
    method: 'GET',
    path: `${ONE.path}/Plugins`,
    handle: (request, world) => {
      const configuration = configurationIn(request, world)
      const rows = configuredPlugins(world, configuration)
      return page({ request, rows, key: 'plugins', render: (row) => configuredPluginJson(world, configuration, row) })
    },
  }),
  pluginRoute({
    ...ONE,
    method: 'GET',
    path: `${ONE.path}/Plugins/:pluginSid`,
    handle: (request, world) => {
      const configuration = configurationIn(request, world)
      const asked = pathParameter(request, 'pluginSid')
      const isAsked = ({ sid, uniqueName }: { sid: string; uniqueName: string }): boolean => {
        return sid === asked || uniqueName === asked
      }
      const row = configuredPlugins(world, configuration).find(({ plugin }) => isAsked(plugin))
      if (row === undefined) throw notFound(request.url.pathname)
      return ok(configuredPluginJson(world, configuration, row))
    },
  }),
  pluginRoute({
    ...RELEASES,
    method: 'GET',
    handle: (request, world) => {
      const rows = newestFirst(world.pluginService.releases.all())
      return page({ request, rows, key: 'releases', render: (row) => releaseJson(world, row) })
    },
  }),
  pluginRoute({
    ...RELEASES,
    method: 'POST',
    handle: ({ form }, world) => {
      const configuration = findConfiguration(world, required(form, 'ConfigurationId'))
      return created(releaseJson(world, releaseConfiguration(world, configuration)))
    },
  }),
  pluginRoute({
    ...RELEASES,
    method: 'GET',
    path: `${RELEASES.path}/:releaseSid`,
    handle: (request, world) => ok(releaseJson(world, findRelease(world, pathParameter(request, 'releaseSid')))),
  }),
]

function configurationIn(request: RestRequest, world: World): PluginConfiguration {
  return findConfiguration(world, pathParameter(request, 'configurationSid'))
}

const PluginParameter = z.object({ plugin_version: z.string(), phase: z.int().positive().default(PHASE) })

function configuredVersion(text: string): ConfiguredVersion {
  const result = PluginParameter.safeParse(jsonObject(text, 'Plugins'))
  if (result.success) return { versionSid: result.data.plugin_version, phase: result.data.phase }
  throw invalidParameter('Plugins must be JSON objects with a plugin_version')
}
