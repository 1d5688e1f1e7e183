import { createRequire } from 'node:module'
import type { Playground } from '@conversation-transfer/playground'
import type * as Sdk from '@twilio/conversations'

const { Client } = createRequire(import.meta.url)('@twilio/conversations') as typeof Sdk

/** A worker who has no desktop, and writes by Twilio's SDK as the desktop does. */
export interface Agent {
  readonly client: Sdk.Client
  /** Waits until the worker is in the conversation. */
  readonly conversation: (sid: string) => Promise<Sdk.Conversation>
  readonly close: () => Promise<void>
}

export async function openAgent({ url, emulator }: Playground, name: string): Promise<Agent> {
  const workerSid = emulator.contactCenter.workers.find((worker) => worker.name === name)?.sid
  const response = await fetch(`${url}/__emulator/tokens`, { method: 'POST', body: JSON.stringify({ workerSid }) })
  const { token } = (await response.json()) as { token: string }
  const uri = `${url.replace('http', 'ws')}/__twilio/tsock.us1.twilio.com/v3/wsconnect`
  const options = { logLevel: 'silent', twilsock: { uri } } as const
  const client = new Client(token, options)
  return {
    client,
    conversation: (sid) => joined(client, sid),
    close: () => client.shutdown().catch(() => undefined),
  }
}

/** The SDK tells again of the conversations that it knew before somebody listened. */
function joined(client: Sdk.Client, sid: string): Promise<Sdk.Conversation> {
  return new Promise((resolve) => {
    client.on('conversationJoined', (conversation) => {
      if (conversation.sid === sid) resolve(conversation)
    })
  })
}
