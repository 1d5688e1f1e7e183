import { isObject } from '../../transports/rest/parameters.ts'
import { TwilioError } from '../../transports/rest/twilio-error.ts'
import { newSid } from '../../world/sid.ts'
import type { World } from '../../world/world.ts'
import { findByAddress } from '../conversations/addresses.ts'
import { createConversation } from '../conversations/conversations.ts'
import { attachAutoCreation } from '../conversations/inbound-messages.ts'
import { addParticipant } from '../conversations/participants.ts'
import type { Address, Conversation } from '../conversations/state.ts'

/** The limit is not documented; this is what the attributes of a participant hold (assumed, FX-4). */
const PRE_ENGAGEMENT_BYTES_MAX = 4096

export interface NewWebChat {
  readonly addressSid: string
  readonly chatFriendlyName: string | undefined
  readonly customerFriendlyName: string | undefined
  readonly preEngagementData: string | undefined
  readonly identity: string | undefined
}

export interface WebChat {
  readonly conversation: Conversation
  readonly identity: string
}

/**
 * A conversation with a guest in it, set up as its address says. An interaction only comes of it when the guest writes
 * and the address has a Studio flow (FX-4). Throws 45744, 45731 and 45733.
 */
export function createWebChat(world: World, fields: NewWebChat): WebChat {
  const address = chatAddress(world, fields.addressSid)
  const preEngagement = readPreEngagement(fields.preEngagementData)
  const identity = fields.identity ?? newSid(world.random, 'US').slice(2)
  const conversation = createConversation(world, {
    friendlyName: fields.chatFriendlyName,
    attributes: JSON.stringify({ pre_engagement_data: preEngagement, from: fields.customerFriendlyName }),
  })
  attachAutoCreation(world, conversation.sid, address)
  const name = fields.customerFriendlyName ?? preEngagement['friendlyName']
  addParticipant(world, conversation.sid, { identity, attributes: JSON.stringify({ friendlyName: name }) })
  return { conversation, identity }
}

function chatAddress(world: World, sid: string): Address {
  const address = world.conversations.addresses.get(sid) ?? findByAddress(world, sid)
  if (address?.type === 'chat') return address
  throw new TwilioError(404, 45744, `Failed to create webchat conversation. There is no chat address ${sid}`)
}

function readPreEngagement(text: string | undefined): Readonly<Record<string, unknown>> {
  if (text === undefined) return {}
  if (Buffer.byteLength(text) > PRE_ENGAGEMENT_BYTES_MAX) {
    throw new TwilioError(400, 45731, `Pre-engagement data too large: at most ${PRE_ENGAGEMENT_BYTES_MAX} bytes`)
  }
  const value = parse(text)
  if (!isObject(value)) throw new TwilioError(400, 45733, 'Pre-engagement data is not in valid JSON format.')
  return value
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
