import { invalidParameter, notFound } from '../../transports/rest/twilio-error.ts'
import { newSid } from '../../world/sid.ts'
import type { World } from '../../world/world.ts'
import { refuseArchived } from './plugins.ts'
import { activeConfiguration } from './releases.ts'
import type { ConfiguredVersion, Plugin, PluginConfiguration, PluginVersion } from './state.ts'

export type NewConfiguration = Pick<PluginConfiguration, 'name' | 'description' | 'plugins'>

/** A version in a configuration, with what it is a version of. */
export interface ConfiguredPlugin extends ConfiguredVersion {
  readonly sid: string
  readonly plugin: Plugin
  readonly version: PluginVersion
}

/** Throws Twilio's 400 for versions that there are not or that are archived, and for two of one plugin (PL-3). */
export function createConfiguration(world: World, fields: NewConfiguration): PluginConfiguration {
  const pluginSids = new Set<string>()
  for (const { versionSid } of fields.plugins) {
    const { plugin, version } = availableVersion(world, versionSid)
    if (pluginSids.has(plugin.sid))
      throw invalidParameter(`More than one version of plugin ${plugin.uniqueName} is given`)
    if (plugin.archived || version.archived) throw invalidParameter(`Plugin version ${versionSid} is archived`)
    pluginSids.add(plugin.sid)
  }
  const sid = newSid(world.random, 'FJ')
  return world.pluginService.configurations.put({ ...fields, sid, archived: false, createdAtMs: world.clock.now() })
}

/** Throws Twilio's 404. */
export function findConfiguration({ pluginService }: World, sid: string): PluginConfiguration {
  const configuration = pluginService.configurations.get(sid)
  if (configuration === undefined) throw notFound(`/v1/PluginService/Configurations/${sid}`)
  return configuration
}

/** Throws Twilio's 400 for the one that desktops load, and for one that is archived already (PL-4). */
export function archiveConfiguration(world: World, configuration: PluginConfiguration): PluginConfiguration {
  const { sid } = configuration
  refuseArchived(configuration, `Configuration ${sid}`)
  if (activeConfiguration(world)?.sid === sid) {
    throw invalidParameter(`Configuration ${sid} is the active one and cannot be archived`)
  }
  return world.pluginService.configurations.put({ ...configuration, archived: true })
}

export function configuredPlugins(world: World, { plugins }: PluginConfiguration): ConfiguredPlugin[] {
  return plugins.map((configured) => {
    const { plugin, version } = availableVersion(world, configured.versionSid)
    return { ...configured, sid: plugin.sid, plugin, version }
  })
}

function availableVersion({ pluginService }: World, versionSid: string): { plugin: Plugin; version: PluginVersion } {
  const version = pluginService.versions.get(versionSid)
  const plugin = pluginService.plugins.get(version?.pluginSid ?? '')
  if (version === undefined || plugin === undefined) throw invalidParameter(`There is no plugin version ${versionSid}`)
  return { plugin, version }
}
