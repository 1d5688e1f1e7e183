import { notFound } from '../../transports/rest/twilio-error.ts'
import type { World } from '../../world/world.ts'
import type { PluginConfiguration, PluginRelease } from './state.ts'

/** The words that stand for the release in force, in whatever case (PL-5). */
const ACTIVE = /^(active|current)$/i

/** The release that was made last: the one in force. */
function activeRelease({ pluginService }: World): PluginRelease | undefined {
  return pluginService.releases.all().at(-1)
}

/** What desktops load; undefined before the first release. */
export function activeConfiguration(world: World): PluginConfiguration | undefined {
  return world.pluginService.configurations.get(activeRelease(world)?.configurationSid ?? '')
}

/** The release with this sid, or the active one. Throws Twilio's 404. */
export function findRelease(world: World, sidOrActive: string): PluginRelease {
  const isActive = ACTIVE.test(sidOrActive)
  const release = isActive ? activeRelease(world) : world.pluginService.releases.get(sidOrActive)
  if (release === undefined) throw notFound(`/v1/PluginService/Releases/${sidOrActive}`)
  return release
}
