import { realTime } from '@conversation-transfer/twilio-gateway'
import type { Chat } from '../simulation/truth.ts'
import { openBackendScene, STORES, until, type BackendScene, type StoreName } from './backend-scene.ts'
import type { Benchmark, Row } from './benchmark.ts'

const CONVERSATIONS = { full: 100, tiny: 2 } as const
const CLUSTERS: readonly (readonly [StoreName, number])[] = [
  [STORES[0], 1],
  [STORES[1], 1],
  [STORES[1], 2],
  [STORES[1], 4],
]
const TINY_CLUSTERS = CLUSTERS.slice(1, 2)

/** A program closes all conversations at once; the backend has to close the channel of each, which completes its tasks. */
export const settling: Benchmark = {
  name: 'settling',
  question: 'How many conversations are settled in a second?',
  run: async (size) => {
    const rows: Row[] = []
    for (const [store, processes] of size === 'full' ? CLUSTERS : TINY_CLUSTERS) {
      const scene = await openBackendScene(store, processes)
      try {
        rows.push({ store, processes: String(processes), ...(await settle(scene, CONVERSATIONS[size])) })
      } finally {
        await scene.close()
      }
    }
    return rows
  },
}

async function settle(scene: BackendScene, count: number): Promise<Row> {
  const { stage } = scene
  const chats = await scene.attendedChats(count)
  const begunMs = realTime.now()
  await Promise.all(chats.map((chat) => closeConversation(scene, chat)))
  await until(() => chats.every((chat) => stage.world.interactions.channels.get(chat.channelSid)?.status === 'closed'))
  return { conversations: String(count), 'settled / s': (1_000 * count) / (realTime.now() - begunMs) }
}

/** As a timer does it, and unlike most programs: Twilio tells of it (WH-3). */
export async function closeConversation({ twilio }: BackendScene, { conversationSid }: Chat): Promise<void> {
  const conversation = twilio.conversations.v1.conversations(conversationSid)
  await conversation.update({ xTwilioWebhookEnabled: 'true', state: 'closed' })
}
