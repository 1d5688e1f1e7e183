import { createRequire } from 'node:module'
import type * as ConversationsSdk from '@twilio/conversations'
import { vi } from 'vitest'
import type { Stage } from './stage.ts'

export const CHANNELS = ['webchat', 'SMS', 'WhatsApp'] as const
export type ChannelName = (typeof CHANNELS)[number]

const WAIT_MS_MAX = 20_000

/** Somebody who writes to the contact center. */
export interface Customer {
  /** As whom messages of theirs are written. */
  readonly author: string
  /** The first one rings; the next ones go where the first one went, as long as that is open. */
  writes(body: string): Promise<void>
  /** Waits for a message of somebody else's. */
  hears(body: string): Promise<void>
  /** Waits for a file of somebody else's, and answers what is in it. */
  receives(filename: string): Promise<string>
  conversationSid(): string
}

const ADDRESSES = {
  SMS: { from: '+15550001234', to: '+15005550006' },
  WhatsApp: { from: 'whatsapp:+15550001234', to: 'whatsapp:+15005550006' },
} as const

export function arrive(stage: Stage, channel: ChannelName): Promise<Customer> {
  return channel === 'webchat' ? openWebchat(stage) : Promise.resolve(holdPhone(stage, channel))
}

/** A phone: what is written comes in from a carrier, and what is heard is what a carrier would have been given. */
function holdPhone(stage: Stage, channel: keyof typeof ADDRESSES): Customer {
  const { from, to } = ADDRESSES[channel]
  let conversationSid = ''
  return {
    author: from,
    conversationSid: () => conversationSid,
    writes: async (body) => {
      const delivery = await stage.control('/inbound-messages', { from, to, body })
      conversationSid = (delivery as { conversationSid: string }).conversationSid
    },
    hears: async (body) => {
      await vi.waitFor(() => {
        const messages = stage.world.conversations.messages.all()
        if (!messages.some((message) => message.author !== from && message.body === body)) {
          throw new Error(`${from} has not been sent '${body}'.`)
        }
      }, WAIT_MS_MAX)
    },
    receives: async (filename) => {
      const { media, mediaContents } = stage.world.conversations
      const sid = await vi.waitFor(() => {
        const row = media.all().find((file) => file.filename === filename && file.conversationSid !== undefined)
        if (row === undefined) throw new Error(`${from} has not been sent ${filename}.`)
        return row.sid
      }, WAIT_MS_MAX)
      return Buffer.from(mediaContents.get(sid) ?? []).toString('utf8')
    },
  }
}

/** A customer on a web page, with the real SDK. */
export interface WebchatCustomer extends Customer {
  readonly client: ConversationsSdk.Client
  readonly conversation: ConversationsSdk.Conversation
}

const sdk = createRequire(import.meta.url)('@twilio/conversations') as typeof ConversationsSdk

export async function openWebchat(stage: Stage, identity?: string): Promise<WebchatCustomer> {
  const started = await stage.rest('flex-api.twilio.com', '/v2/WebChats', {
    AddressSid: 'webchat',
    CustomerFriendlyName: 'Carla',
    ...(identity === undefined ? {} : { Identity: identity }),
  })
  const author = String(started['identity'])
  const token = (await stage.control('/tokens', { identity: author })) as { token: string }
  const uri = `${stage.playground.url.replace('http', 'ws')}/__twilio/tsock.us1.twilio.com/v3/wsconnect`
  const client = new sdk.Client(token.token, { logLevel: 'silent', twilsock: { uri } } as object)
  stage.onLeave(() => client.shutdown())
  const heard: string[] = []
  const files = new Map<string, ConversationsSdk.Media>()
  client.on('messageAdded', (message) => {
    if (message.author === author) return
    heard.push(message.body ?? '')
    for (const media of message.attachedMedia ?? []) files.set(media.filename ?? '', media)
  })
  await new Promise<void>((resolve) => client.once('initialized', resolve))
  const conversation = await client.getConversationBySid(String(started['conversation_sid']))
  return {
    author,
    client,
    conversation,
    conversationSid: () => conversation.sid,
    writes: async (body) => {
      await conversation.sendMessage(body)
    },
    hears: async (body) => {
      await vi.waitFor(() => {
        if (!heard.includes(body)) throw new Error(`${author} has not heard '${body}', only ${heard.join(', ')}.`)
      }, WAIT_MS_MAX)
    },
    receives: async (filename) => {
      const media = await vi.waitFor(() => {
        const file = files.get(filename)
        if (file === undefined) throw new Error(`${author} has not received ${filename}.`)
        return file
      }, WAIT_MS_MAX)
      const url = await media.getContentTemporaryUrl()
      return (await fetch(url ?? '')).text()
    },
  }
}
