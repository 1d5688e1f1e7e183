import type { World } from '../../world/world.ts'
import type { FlexPlugin } from './state.ts'

/** Registers a plugin, or another version of one that is registered under this name already. */
export function registerPlugin({ flex }: World, plugin: FlexPlugin): void {
  unregisterPlugin({ flex }, plugin.name)
  flex.plugins.push(plugin)
}

/** False if there is none of this name. */
export function unregisterPlugin({ flex }: Pick<World, 'flex'>, name: string): boolean {
  const index = flex.plugins.findIndex((plugin) => plugin.name === name)
  if (index === -1) return false
  flex.plugins.splice(index, 1)
  return true
}
