import { environmentOf } from '../serverless/environments.ts'
import type { ResourceVersion } from '../serverless/state.ts'
import type { World } from '../../world/world.ts'
import { configuredPlugins } from './configurations.ts'
import { activeConfiguration } from './releases.ts'
import type { PluginVersion } from './state.ts'

/** A plugin as desktops are told of it. */
export interface ReleasedPlugin {
  readonly name: string
  readonly version: string
  readonly src: string
  readonly phase: number
}

/** What the active release has in it. A script that only Twilio may fetch is fetched through Flex (PL-6). */
export function releasedPlugins(world: World): ReleasedPlugin[] {
  const configuration = activeConfiguration(world)
  if (configuration === undefined) return []
  return configuredPlugins(world, configuration).map(({ plugin, version, phase }) => {
    const src = hiddenScriptOf(world, version) === undefined ? version.pluginUrl : scriptAddress(version)
    return { name: plugin.uniqueName, version: version.version, src, phase }
  })
}

/** The protected asset that a version's address leads to, if it leads to one of this account's. */
export function hiddenScriptOf(world: World, { pluginUrl }: PluginVersion): ResourceVersion | undefined {
  const { hostname, pathname } = new URL(pluginUrl)
  const { builds, versions } = world.serverless
  const sids = builds.get(environmentOf(world, hostname)?.buildSid ?? '')?.assetVersionSids ?? []
  const assets = sids.map((sid) => versions.get(sid))
  return assets.find((asset) => asset?.path === pathname && asset.visibility === 'protected')
}

function scriptAddress({ sid }: PluginVersion): string {
  return `https://flex.twilio.com/plugins/versions/${sid}/bundle.js`
}
