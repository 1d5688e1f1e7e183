import { createGuestToken, participantsNamed, type Emulator, type World } from '@conversation-transfer/twilio-emulator'
import { z } from 'zod'
import type { WebchatCustomer } from '../view/customer.ts'
import { Refusal } from './refusal.ts'
import { postToTwilio } from './twilio-call.ts'

export const WebchatRequest = z.strictObject({
  name: z.string().trim().min(1).max(100),
  identity: z.string().min(1).max(256).optional(),
})

const WebChat = z.object({ conversation_sid: z.string(), identity: z.string() })

/**
 * What the server behind a webchat does: one who was here before goes on in the conversation, unless it has been closed;
 * for everybody else there is a new one (FX-4). A token for the SDK comes along (IAM-6). Throws a Refusal.
 */
export async function startWebchat(
  emulator: Emulator,
  { name, identity }: z.infer<typeof WebchatRequest>,
): Promise<WebchatCustomer> {
  const { world } = emulator
  const open = identity === undefined ? undefined : openConversationOf(world, identity)
  if (identity !== undefined && open !== undefined) {
    return { identity, conversationSid: open, token: createGuestToken(world, identity).sid, isReturning: true }
  }
  const address = world.conversations.addresses.all().find(({ type }) => type === 'chat')
  if (address === undefined) throw new Refusal(409, 'The contact center has no webchat.')
  const form = new URLSearchParams({ AddressSid: address.sid, CustomerFriendlyName: name })
  if (identity !== undefined) form.set('Identity', identity)
  const answer = await postToTwilio(emulator, { address: 'flex-api.twilio.com/v2/WebChats', body: form, by: 'account' })
  const created = WebChat.parse(answer)
  return {
    identity: created.identity,
    conversationSid: created.conversation_sid,
    token: createGuestToken(world, created.identity).sid,
    isReturning: false,
  }
}

function openConversationOf(world: World, identity: string): string | undefined {
  const sids = participantsNamed(world, { identity }).map(({ conversationSid }) => conversationSid)
  return sids.findLast((sid) => world.conversations.conversations.get(sid)?.state !== 'closed')
}
