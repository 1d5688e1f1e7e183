import { createRequire } from 'node:module'
import type * as ConversationsSdk from '@twilio/conversations'
import { z } from 'zod'

/** Node loads the SDK as it would load any other package; its build for bundlers is not for Node. */
const sdk = createRequire(import.meta.url)('@twilio/conversations') as typeof ConversationsSdk

const Webchat = z.object({ token: z.string(), conversationSid: z.string(), identity: z.string() })

/** A customer in a webchat, on Twilio's own SDK. */
export interface Customer {
  readonly conversationSid: string
  readonly write: (body: string) => Promise<void>
  /** Resolves when somebody else has written this. */
  readonly hear: (body: string) => Promise<void>
  readonly leave: () => Promise<void>
}

export async function openWebchat(url: string, name: string): Promise<Customer> {
  const response = await fetch(`${url}/playground/customers/webchat`, {
    method: 'POST',
    body: JSON.stringify({ name }),
  })
  if (!response.ok) throw new Error(`No webchat was started: ${response.status} ${await response.text()}`)
  const { token, conversationSid, identity } = Webchat.parse(await response.json())
  const uri = `${url.replace('http', 'ws')}/__twilio/tsock.us1.twilio.com/v3/wsconnect`
  const client = new sdk.Client(token, { logLevel: 'silent', twilsock: { uri } } as object)
  const heard = listen(client, identity)
  await new Promise<void>((resolve) => {
    client.once('initialized', resolve)
  })
  const conversation = await client.getConversationBySid(conversationSid)
  return {
    conversationSid,
    write: async (body) => {
      await conversation.sendMessage(body)
    },
    hear: heard,
    leave: () => client.shutdown(),
  }
}

function listen(client: ConversationsSdk.Client, identity: string): Customer['hear'] {
  const heard = new Set<string>()
  const waiting = new Map<string, () => void>()
  client.on('messageAdded', ({ author, body }) => {
    if (author === identity || body === null) return
    heard.add(body)
    waiting.get(body)?.()
  })
  return async (body) => {
    if (heard.has(body)) return
    await new Promise<void>((resolve) => waiting.set(body, resolve))
  }
}
