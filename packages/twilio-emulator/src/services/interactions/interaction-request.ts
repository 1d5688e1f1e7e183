import { z } from 'zod'
import { invalidParameter, notBuilt } from '../../transports/rest/twilio-error.ts'
import { readBinding } from '../conversations/messaging-binding.ts'
import type { NewParticipant } from '../conversations/participants.ts'
import type { ChannelType } from './state.ts'

export interface ChannelRequest {
  readonly type: ChannelType
  readonly initiatedBy: 'customer' | 'agent' | 'api'
  /** The conversation, if there is one already. */
  readonly conversationSid: string | undefined
  /** Who will be in the conversation that is made. */
  readonly participants: readonly NewParticipant[]
}

const ChannelSchema = z.looseObject({
  sid: z.string().nullish(),
  type: z.enum(['sms', 'email', 'web', 'whatsapp', 'chat', 'messenger', 'gbm']),
  initiated_by: z.enum(['customer', 'agent', 'api']),
  properties: z.looseObject({ media_channel_sid: z.string().nullish() }).nullish(),
  participants: z
    .array(
      z.looseObject({
        identity: z.string().nullish(),
        address: z.string().nullish(),
        proxy_address: z.string().nullish(),
      }),
    )
    .nullish(),
})

type ParticipantRequest = NonNullable<z.infer<typeof ChannelSchema>['participants']>[number]

/** Reads `Channel` (IN-5). Voice is not built. Throws Twilio's 400, with what is wrong. */
export function readChannelRequest(value: unknown): ChannelRequest {
  const result = ChannelSchema.safeParse(value)
  if (!result.success) throw invalidParameter(`Channel is not valid: ${z.prettifyError(result.error)}`)
  const { sid, type, initiated_by: initiatedBy, properties, participants } = result.data
  if (typeof sid === 'string') throw notBuilt('An interaction for a channel that there is (Channel.sid) is not built.')
  const conversationSid = properties?.media_channel_sid ?? undefined
  if (initiatedBy === 'customer' && conversationSid === undefined) {
    throw invalidParameter('Channel initiated by customer must name properties.media_channel_sid')
  }
  return { type, initiatedBy, conversationSid, participants: (participants ?? []).map(readParticipant) }
}

function readParticipant({ identity, address, proxy_address: proxyAddress }: ParticipantRequest): NewParticipant {
  if (typeof address === 'string') return { messagingBinding: readBinding(address, proxyAddress ?? '') }
  if (typeof identity === 'string') return { identity }
  throw invalidParameter('Channel.participants: each names identity, or address and proxy_address')
}
