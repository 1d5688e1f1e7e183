import { z } from 'zod'
import type { RestRequest } from '../../transports/rest/message.ts'
import { invalidParameter } from '../../transports/rest/twilio-error.ts'
import { readBinding } from '../conversations/messaging-binding.ts'
import type { NewParticipant } from '../conversations/participants.ts'
import { requiredObject, textField } from './body-field.ts'
import type { ParticipantType } from './state.ts'

const TYPES: readonly ParticipantType[] = ['supervisor', 'customer', 'external', 'agent', 'unknown']

const MediaProperties = z.looseObject({
  identity: z.string().optional(),
  address: z.string().optional(),
  proxy_address: z.string().optional(),
  messaging_binding: z.looseObject({ address: z.string(), proxy_address: z.string() }).optional(),
})

export interface ParticipantRequest {
  readonly type: ParticipantType
  readonly media: NewParticipant
}

/** Reads the type and the media properties of somebody who is to be added (IN-14). Throws Twilio's 400. */
export function readParticipantRequest(request: RestRequest): ParticipantRequest {
  const text = textField(request, 'Type')
  const type = TYPES.find((name) => name === text)
  if (type === undefined) throw invalidParameter(`Type must be one of ${TYPES.join(', ')}`)
  const result = MediaProperties.safeParse(requiredObject(request, 'MediaProperties'))
  if (!result.success) throw invalidParameter(`MediaProperties is not valid: ${z.prettifyError(result.error)}`)
  const { identity, address, proxy_address: proxyAddress, messaging_binding: binding } = result.data
  if (binding !== undefined)
    return { type, media: { messagingBinding: readBinding(binding.address, binding.proxy_address) } }
  if (address !== undefined) return { type, media: { messagingBinding: readBinding(address, proxyAddress ?? '') } }
  if (identity === undefined) throw invalidParameter('MediaProperties must name identity, or address and proxy_address')
  return { type, media: { identity } }
}
