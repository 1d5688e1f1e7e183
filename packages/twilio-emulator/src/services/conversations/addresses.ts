import { invalidParameter, notFound, TwilioError } from '../../transports/rest/twilio-error.ts'
import { newSid } from '../../world/sid.ts'
import type { World } from '../../world/world.ts'
import type { Address, AddressType, AutoCreation } from './state.ts'

export interface NewAddress {
  readonly type: AddressType
  readonly address: string
  readonly friendlyName?: string | undefined
  readonly autoCreation: AutoCreation
}

/** Throws Twilio's 409 for an address that there is already; the code is assumed (CV-12). */
export function createAddress(world: World, fields: NewAddress): Address {
  refuseIncomplete(fields.autoCreation)
  if (findByAddress(world, fields.address) !== undefined) {
    throw new TwilioError(409, 20409, `There is an address configuration for ${fields.address} already`)
  }
  const nowMs = world.clock.now()
  return world.conversations.addresses.put({
    type: fields.type,
    address: fields.address,
    friendlyName: fields.friendlyName,
    autoCreation: fields.autoCreation,
    sid: newSid(world.random, 'IG'),
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  })
}

/** The address with this sid, or this address itself. Throws Twilio's 404. */
export function findAddress(world: World, sidOrAddress: string): Address {
  const found = world.conversations.addresses.get(sidOrAddress) ?? findByAddress(world, sidOrAddress)
  if (found === undefined) throw notFound(`/v1/Configuration/Addresses/${sidOrAddress}`)
  return found
}

export function findByAddress(world: World, address: string): Address | undefined {
  return world.conversations.addresses.all().find((row) => row.address === address)
}

export function updateAddress(
  world: World,
  address: Address,
  fields: Pick<NewAddress, 'friendlyName' | 'autoCreation'>,
): Address {
  refuseIncomplete(fields.autoCreation)
  const friendlyName = fields.friendlyName ?? address.friendlyName
  const { autoCreation } = fields
  return world.conversations.addresses.put({ ...address, friendlyName, autoCreation, updatedAtMs: world.clock.now() })
}

function refuseIncomplete({ enabled, type, webhookUrl, studioFlowSid }: AutoCreation): void {
  if (!enabled) return
  if (type === 'webhook' && webhookUrl === undefined) {
    throw invalidParameter('AutoCreation.Type webhook requires AutoCreation.WebhookUrl')
  }
  if (type === 'studio' && studioFlowSid === undefined) {
    throw invalidParameter('AutoCreation.Type studio requires AutoCreation.StudioFlowSid')
  }
}
