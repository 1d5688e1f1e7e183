import { invalidParameter, notFound, TwilioError } from '../../transports/rest/twilio-error.ts'
import { newSid } from '../../world/sid.ts'
import type { World } from '../../world/world.ts'
import { activeConfiguration } from './releases.ts'
import type { Plugin, PluginVersion } from './state.ts'

export type NewPlugin = Pick<Plugin, 'uniqueName' | 'friendlyName' | 'description'>
export type NewVersion = Pick<PluginVersion, 'version' | 'pluginUrl' | 'changelog' | 'private' | 'validated'>

/** The form that semver.org gives as its own. */
const SEMANTIC_VERSION = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[\w.-]+)?(\+[\w.-]+)?$/

/** Throws Twilio's 409 if there is a plugin of this name (PL-1). */
export function createPlugin(world: World, fields: NewPlugin): Plugin {
  if (pluginNamed(world, fields.uniqueName) !== undefined) throw conflict(`Plugin ${fields.uniqueName} already exists`)
  const nowMs = world.clock.now()
  return world.pluginService.plugins.put({
    ...fields,
    sid: newSid(world.random, 'FP'),
    archived: false,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  })
}

/** The plugin with this sid or unique name. Throws Twilio's 404. */
export function findPlugin(world: World, sidOrName: string): Plugin {
  const plugin = world.pluginService.plugins.get(sidOrName) ?? pluginNamed(world, sidOrName)
  if (plugin === undefined) throw notFound(`/v1/PluginService/Plugins/${sidOrName}`)
  return plugin
}

/** Throws Twilio's 409 for a version that the plugin has, and its 400 for one that is no semantic version (PL-2). */
export function createVersion(world: World, plugin: Plugin, fields: NewVersion): PluginVersion {
  if (plugin.archived) throw invalidParameter(`Plugin ${plugin.uniqueName} is archived`)
  if (!SEMANTIC_VERSION.test(fields.version)) {
    throw invalidParameter(`Version must be a semantic version such as 1.0.0, not '${fields.version}'`)
  }
  if (!URL.canParse(fields.pluginUrl)) throw invalidParameter('PluginUrl must be an absolute URL')
  if (versionsOf(world, plugin).some(({ version }) => version === fields.version)) {
    throw conflict(`Version ${fields.version} of plugin ${plugin.uniqueName} already exists`)
  }
  return world.pluginService.versions.put({
    ...fields,
    sid: newSid(world.random, 'FV'),
    pluginSid: plugin.sid,
    archived: false,
    createdAtMs: world.clock.now(),
  })
}

/** The plugin's version with this sid or number. Throws Twilio's 404. */
export function findVersion(world: World, plugin: Plugin, sidOrNumber: string): PluginVersion {
  const version = versionsOf(world, plugin).find((one) => one.sid === sidOrNumber || one.version === sidOrNumber)
  if (version === undefined) throw notFound(`/v1/PluginService/Plugins/${plugin.sid}/Versions/${sidOrNumber}`)
  return version
}

export function versionsOf({ pluginService }: World, { sid }: Plugin): PluginVersion[] {
  return pluginService.versions.all().filter(({ pluginSid }) => pluginSid === sid)
}

/** Throws Twilio's 400 for one that desktops load, and for one that is archived already (PL-4). */
export function archivePlugin(world: World, plugin: Plugin): Plugin {
  refuseArchived(plugin, `Plugin ${plugin.uniqueName}`)
  for (const version of versionsOf(world, plugin)) refuseActive(world, version)
  return world.pluginService.plugins.put({ ...plugin, archived: true, updatedAtMs: world.clock.now() })
}

/** Throws what archivePlugin throws. */
export function archiveVersion(world: World, version: PluginVersion): PluginVersion {
  refuseArchived(version, `Version ${version.version}`)
  refuseActive(world, version)
  return world.pluginService.versions.put({ ...version, archived: true })
}

export function refuseArchived({ archived }: { readonly archived: boolean }, what: string): void {
  if (archived) throw invalidParameter(`${what} is already archived`)
}

function refuseActive(world: World, { sid, version }: PluginVersion): void {
  const isActive = activeConfiguration(world)?.plugins.some(({ versionSid }) => versionSid === sid)
  if (isActive === true)
    throw invalidParameter(`Version ${version} is part of the active release and cannot be archived`)
}

function pluginNamed({ pluginService }: World, uniqueName: string): Plugin | undefined {
  return pluginService.plugins.all().find((plugin) => plugin.uniqueName === uniqueName)
}

function conflict(message: string): TwilioError {
  return new TwilioError(409, 20409, message)
}
