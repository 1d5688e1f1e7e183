import { invalidParameter } from '../../transports/rest/twilio-error.ts'
import { newSid } from '../../world/sid.ts'
import type { World } from '../../world/world.ts'
import { configuredPlugins } from './configurations.ts'
import type { PluginConfiguration, PluginRelease } from './state.ts'

/** Desktops that start from now on load it. Throws Twilio's 400 for what is archived, or has something archived in it (PL-4). */
export function releaseConfiguration(world: World, configuration: PluginConfiguration): PluginRelease {
  const { sid: configurationSid, archived } = configuration
  if (archived) throw invalidParameter(`Configuration ${configurationSid} is archived`)
  const gone = configuredPlugins(world, configuration).find(
    ({ plugin, version }) => plugin.archived || version.archived,
  )
  if (gone !== undefined) {
    throw invalidParameter(
      `Configuration ${configurationSid} has plugin ${gone.plugin.uniqueName} in it, which is archived`,
    )
  }
  const sid = newSid(world.random, 'FK')
  return world.pluginService.releases.put({ sid, configurationSid, createdAtMs: world.clock.now() })
}
