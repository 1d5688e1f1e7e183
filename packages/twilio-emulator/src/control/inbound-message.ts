import { z } from 'zod'
import { receiveMessage } from '../services/conversations/inbound-messages.ts'
import { channelOfConversation } from '../services/interactions/rows.ts'
import type { World } from '../world/world.ts'

const InboundMessage = z.strictObject({ from: z.string(), to: z.string(), body: z.string() })

/**
 * `POST /__emulator/inbound-messages {from, to, body}`: what a carrier does with a customer's SMS or WhatsApp message.
 * Throws what receiveMessage throws, and a ZodError for another body.
 */
export function bringMessage(world: World, body: unknown): object {
  const delivery = receiveMessage(world, InboundMessage.parse(body))
  if (delivery.kind === 'dropped') return { outcome: delivery.kind, why: delivery.why }
  const { conversationSid, sid } = delivery.message
  const channel = channelOfConversation(world, conversationSid)
  return {
    outcome: delivery.kind,
    conversationSid,
    messageSid: sid,
    interactionSid: channel?.interactionSid ?? null,
    channelSid: channel?.sid ?? null,
  }
}
