import { signedAddress } from '../../webhooks/signature.ts'
import type { World } from '../../world/world.ts'
import { environmentOf } from '../serverless/environments.ts'
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

/** What the active release has in it. A script that only Twilio may fetch has an address that Twilio has signed (PL-6). */
export function releasedPlugins(world: World): ReleasedPlugin[] {
  const configuration = activeConfiguration(world)
  if (configuration === undefined) return []
  return configuredPlugins(world, configuration).map(({ plugin, version, phase }) => {
    const { pluginUrl } = version
    const src = isProtected(world, version) ? signedAddress(world.account.authToken, pluginUrl) : pluginUrl
    return { name: plugin.uniqueName, version: version.version, src, phase }
  })
}

/** Whether a version's address leads to a protected asset of this account. */
function isProtected(world: World, { pluginUrl }: PluginVersion): boolean {
  const { hostname, pathname } = new URL(pluginUrl)
  const { builds, versions } = world.serverless
  const sids = builds.get(environmentOf(world, hostname)?.buildSid ?? '')?.assetVersionSids ?? []
  const asset = sids.map((sid) => versions.get(sid)).find((one) => one?.path === pathname)
  return asset?.visibility === 'protected'
}
