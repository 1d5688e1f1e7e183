import type { World } from '../../world/world.ts'

/** Switches one of Flex's features; desktops ask for them when they start (FU-2). */
export function setFeature({ flex }: Pick<World, 'flex'>, id: string, enabled: boolean): void {
  const others = flex.features.filter((feature) => feature !== id)
  flex.features = enabled ? [...others, id] : others
}
