import { ok } from '../../transports/rest/message.ts'
import type { Route } from '../../transports/rest/route.ts'
import type { World } from '../../world/world.ts'
import { releasedPlugins, type ReleasedPlugin } from '../plugins/released-plugins.ts'

/** Plugins are loaded in the third and last phase of the Flex UI's start. */
const PHASE = 3

/** The list from which the Flex UI loads its plugins: a plugin that came otherwise could not start (FU-3). */
export const pluginRoutes: readonly Route[] = [
  {
    host: 'flex.twilio.com',
    method: 'GET',
    path: '/plugins',
    mark: 'observed',
    fact: 'FU-3',
    handle: (_request, world) => ok(pluginsFor(world)),
  },
]

/** What is registered with the emulator takes the place of what is released under its name, as in development. */
function pluginsFor(world: World): ReleasedPlugin[] {
  const registered = world.flex.plugins
  const names = new Set(registered.map(({ name }) => name))
  const released = releasedPlugins(world).filter(({ name }) => !names.has(name))
  return [...registered.map((plugin) => ({ ...plugin, phase: PHASE })), ...released]
}
