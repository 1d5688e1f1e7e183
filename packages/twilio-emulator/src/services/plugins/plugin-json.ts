import { isoSeconds } from '../../transports/rest/render.ts'
import type { World } from '../../world/world.ts'
import type { ConfiguredPlugin } from './configurations.ts'
import type { Plugin, PluginConfiguration, PluginRelease, PluginVersion } from './state.ts'

const BASE = 'https://flex-api.twilio.com/v1/PluginService'

export function pluginJson({ account }: World, plugin: Plugin): object {
  const url = `${BASE}/Plugins/${plugin.sid}`
  return {
    sid: plugin.sid,
    account_sid: account.sid,
    unique_name: plugin.uniqueName,
    friendly_name: plugin.friendlyName,
    description: plugin.description,
    archived: plugin.archived,
    date_created: isoSeconds(plugin.createdAtMs),
    date_updated: isoSeconds(plugin.updatedAtMs),
    url,
    links: { plugin_versions: `${url}/Versions` },
  }
}

export function versionJson({ account }: World, version: PluginVersion): object {
  return {
    sid: version.sid,
    plugin_sid: version.pluginSid,
    account_sid: account.sid,
    version: version.version,
    plugin_url: version.pluginUrl,
    changelog: version.changelog,
    private: version.private,
    archived: version.archived,
    validated: version.validated,
    date_created: isoSeconds(version.createdAtMs),
    url: `${BASE}/Plugins/${version.pluginSid}/Versions/${version.sid}`,
  }
}

export function configurationJson({ account }: World, configuration: PluginConfiguration): object {
  const url = `${BASE}/Configurations/${configuration.sid}`
  return {
    sid: configuration.sid,
    account_sid: account.sid,
    name: configuration.name,
    description: configuration.description,
    archived: configuration.archived,
    date_created: isoSeconds(configuration.createdAtMs),
    url,
    links: { plugins: `${url}/Plugins` },
  }
}

export function configuredPluginJson(
  { account }: World,
  configuration: PluginConfiguration,
  { plugin, version, phase }: ConfiguredPlugin,
): object {
  return {
    account_sid: account.sid,
    configuration_sid: configuration.sid,
    plugin_sid: plugin.sid,
    plugin_version_sid: version.sid,
    phase,
    plugin_url: version.pluginUrl,
    unique_name: plugin.uniqueName,
    friendly_name: plugin.friendlyName,
    description: plugin.description,
    plugin_archived: plugin.archived,
    version: version.version,
    changelog: version.changelog,
    plugin_version_archived: version.archived,
    private: version.private,
    date_created: isoSeconds(configuration.createdAtMs),
    url: `${BASE}/Configurations/${configuration.sid}/Plugins/${plugin.sid}`,
  }
}

export function releaseJson({ account }: World, release: PluginRelease): object {
  return {
    sid: release.sid,
    account_sid: account.sid,
    configuration_sid: release.configurationSid,
    date_created: isoSeconds(release.createdAtMs),
    url: `${BASE}/Releases/${release.sid}`,
  }
}
