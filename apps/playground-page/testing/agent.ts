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
    conversation: joinedConversations(client),
    close: () => client.shutdown().catch(() => undefined),
  }
}

/** Remembers what the worker is in, and who waits for it: the SDK tells of each conversation once. */
function joinedConversations(client: Sdk.Client): Agent['conversation'] {
  const known = new Map<string, PromiseWithResolvers<Sdk.Conversation>>()
  const of = (sid: string): PromiseWithResolvers<Sdk.Conversation> => {
    const promised = known.get(sid) ?? withResolvers()
    known.set(sid, promised)
    return promised
  }
  client.on('conversationJoined', (conversation) => of(conversation.sid).resolve(conversation))
  return (sid) => of(sid).promise
}

/** Node 20 has no Promise.withResolvers. */
function withResolvers<Value>(): PromiseWithResolvers<Value> {
  let settle: Pick<PromiseWithResolvers<Value>, 'resolve' | 'reject'> | undefined
  const promise = new Promise<Value>((resolve, reject) => {
    settle = { resolve, reject }
  })
  if (settle === undefined) throw new Error('A promise runs its function at once.')
  return { promise, ...settle }
}
