import type { World } from '../world/world.ts'
import { seedAddresses } from './addresses.ts'
import type { ContactCenterDescription } from './contact-center-description.ts'
import { seedContactCenter, type ContactCenter } from './contact-center.ts'
import { seedFlexConfiguration } from './flex-configuration.ts'

/** All that an empty account is filled with. Throws what seeding the contact center throws. */
export function seedAccount(world: World, description: ContactCenterDescription): ContactCenter {
  const contactCenter = seedContactCenter(world, description)
  seedFlexConfiguration(world)
  seedAddresses(world)
  return contactCenter
}
