import { createAddress } from '../services/conversations/addresses.ts'
import { newSid } from '../world/sid.ts'
import type { World } from '../world/world.ts'

/** The account's own addresses, each with a Studio flow that sends whoever writes there to Flex. */
const ADDRESSES = [
  { type: 'sms', address: '+15005550006', friendlyName: 'SMS' },
  { type: 'whatsapp', address: 'whatsapp:+15005550006', friendlyName: 'WhatsApp' },
  { type: 'chat', address: 'webchat', friendlyName: 'Webchat' },
] as const

export function seedAddresses(world: World): void {
  const studioFlowSid = newSid(world.random, 'FW')
  for (const address of ADDRESSES) {
    createAddress(world, {
      ...address,
      autoCreation: {
        enabled: true,
        type: 'studio',
        webhookUrl: undefined,
        webhookMethod: 'POST',
        webhookFilters: [],
        studioFlowSid,
        studioRetryCount: undefined,
      },
    })
  }
}
