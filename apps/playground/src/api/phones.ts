import {
  messagesOf,
  participantsNamed,
  receiveMessage,
  type Message,
  type World,
} from '@conversation-transfer/twilio-emulator'
import type { PhoneView } from '../view/customer.ts'
import { Refusal } from './refusal.ts'

/** Emulated files are of the emulator's own origin, under the address by which browsers fetch Twilio's. */
const MEDIA_PATH = '/__twilio/mcs.us1.twilio.com/v1/Contents'

/** What stands on a phone's display: every message from and to its number, over all conversations. */
export function phoneView(world: World, address: string): PhoneView {
  // What was sent stays on a phone, also when its owner has been taken out of the conversation.
  const own = world.conversations.messages.all().filter(({ author }) => author === address)
  const shown = new Map<string, Message>(own.map((message) => [message.sid, message]))
  for (const { conversationSid, createdAtMs } of participantsNamed(world, { address })) {
    // Nobody gets what was written before they came.
    const messages = messagesOf(world, conversationSid).filter((message) => message.createdAtMs >= createdAtMs)
    for (const message of messages) shown.set(message.sid, message)
  }
  const messages = [...shown.values()].sort((left, right) => left.createdAtMs - right.createdAtMs)
  return { address, messages: messages.map((message) => phoneMessage(world, address, message)) }
}

function phoneMessage(world: World, address: string, message: Message): PhoneView['messages'][number] {
  return {
    messageSid: message.sid,
    conversationSid: message.conversationSid,
    isOwn: message.author === address,
    body: message.body,
    at: new Date(message.createdAtMs).toISOString(),
    media: message.media.map(({ sid, contentType, filename }) => {
      const secret = world.conversations.media.get(sid)?.secret ?? ''
      return { url: `${MEDIA_PATH}/${sid}/${secret}`, contentType, filename: filename ?? sid }
    }),
  }
}

/**
 * The phone sends a message to the contact center's number of its kind. Whether it goes on in a conversation or begins one
 * is Conversations' to say (CV-13). Throws a Refusal where there is no such number.
 */
export function writeFromPhone(world: World, { address, body }: { address: string; body: string }): void {
  const type = address.startsWith('whatsapp:') ? 'whatsapp' : 'sms'
  const to = world.conversations.addresses.all().find((row) => row.type === type)?.address
  if (to === undefined) throw new Refusal(409, `The contact center has no number for ${type}.`)
  const delivery = receiveMessage(world, { from: address, to, body })
  if (delivery.kind === 'dropped') throw new Refusal(409, `The message went nowhere: ${delivery.why}.`)
}
