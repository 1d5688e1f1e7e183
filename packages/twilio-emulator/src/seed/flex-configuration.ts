import type { World } from '../world/world.ts'

/** Switches the product on for the whole account, under the name by which the plugin looks for it. */
export function seedFlexConfiguration(world: World): void {
  world.flex.configuration = {
    ui_attributes: {
      custom_data: {
        features: { conversation_transfer: { enabled: true, cold_transfer: true, multi_participant: true } },
      },
    },
  }
  world.flex.updatedAtMs = world.clock.now()
}
