import { createRequire } from 'node:module'
import { eventually } from '@conversation-transfer/demo'
import type * as ConversationsSdk from 'conversations-3.0'
import type { ClientScene } from './client-scene.ts'
import { Heard } from './heard.ts'

type Sdk = typeof ConversationsSdk
type Client = ConversationsSdk.Client
type Conversation = ConversationsSdk.Conversation

const require = createRequire(import.meta.url)

/** The SDKs that are in use: the one inside the Flex UI, the one inside the Flex SDK, and the newest. */
export const CHAT_SDKS: readonly { readonly version: string; readonly sdk: Sdk }[] = [
  { version: '2.5.0', sdk: require('conversations-2.5') as Sdk },
  { version: '2.6.0', sdk: require('conversations-2.6') as Sdk },
  { version: '3.0.1', sdk: require('conversations-3.0') as Sdk },
]

/** Somebody with the Conversations SDK, logged in. */
export interface ChatClient {
  readonly client: Client
  readonly heard: Heard
  /** Waits for the conversation to be there. */
  conversation(sid: string): Promise<Conversation>
}

export async function openChat(
  scene: ClientScene,
  sdk: Sdk,
  who: Parameters<ClientScene['token']>[0],
  lifetimeSeconds?: number,
): Promise<ChatClient> {
  const token = await scene.token(who, lifetimeSeconds)
  const client = new sdk.Client(token, { ...silent(), twilsock: { uri: scene.socketUrl } } as object)
  const heard = new Heard()
  listen(client, heard)
  scene.onClose(() => client.shutdown().catch(() => undefined))
  await heard.waitFor('initialized')
  return {
    client,
    heard,
    conversation: async (sid) => {
      await heard.waitFor(`conversationJoined ${sid}`)
      return eventually(`conversation ${sid}`, () => client.getConversationBySid(sid))
    },
  }
}

/** The SDKs warn that there is no offline storage (TS-2), and of every connection that a test cuts. */
function silent(): object {
  return { logLevel: 'silent' }
}

function listen(client: Client, heard: Heard): void {
  client.on('connectionStateChanged', (state) => heard.add(`connection ${state}`))
  client.on('initialized', () => heard.add('initialized'))
  client.on('tokenAboutToExpire', () => heard.add('tokenAboutToExpire'))
  client.on('tokenExpired', () => heard.add('tokenExpired'))
  client.on('conversationJoined', ({ sid }) => heard.add(`conversationJoined ${sid}`))
  client.on('conversationLeft', ({ sid }) => heard.add(`conversationLeft ${sid}`))
  client.on('conversationRemoved', ({ sid }) => heard.add(`conversationRemoved ${sid}`))
  client.on('conversationUpdated', ({ updateReasons }) => {
    for (const reason of updateReasons) heard.add(`conversationUpdated ${reason}`)
  })
  client.on('participantJoined', ({ identity }) => heard.add(`participantJoined ${identity}`))
  client.on('participantLeft', ({ identity }) => heard.add(`participantLeft ${identity}`))
  client.on('participantUpdated', ({ participant, updateReasons }) => {
    for (const reason of updateReasons) heard.add(`participantUpdated ${participant.identity} ${reason}`)
  })
  client.on('messageAdded', ({ author, body }) => heard.add(`messageAdded ${author}: ${body}`))
  client.on('messageUpdated', ({ message }) => heard.add(`messageUpdated ${message.body}`))
  client.on('messageRemoved', ({ body }) => heard.add(`messageRemoved ${body}`))
  client.on('typingStarted', ({ identity }) => heard.add(`typingStarted ${identity}`))
  client.on('typingEnded', ({ identity }) => heard.add(`typingEnded ${identity}`))
}

export function bodies(messages: readonly ConversationsSdk.Message[]): (string | null)[] {
  return messages.map(({ body }) => body)
}
