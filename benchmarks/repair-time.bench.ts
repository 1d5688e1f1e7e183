import { agentsInside, liveInvites } from '@conversation-transfer/transfer'
import { realTime } from '@conversation-transfer/twilio-gateway'
import type { Stage } from '../simulation/stage.ts'
import { truthOf, type Chat } from '../simulation/truth.ts'
import { GRACES, openBackendScene, STORES, until, type BackendScene } from './backend-scene.ts'
import type { Benchmark, Row } from './benchmark.ts'
import { median } from './quantile.ts'
import { closeConversation } from './settling.bench.ts'

const CONVERSATIONS = { full: 10, tiny: 1 } as const
/** Each is measured by itself, and not in a queue behind the others. */
const BETWEEN_MS = 700

/** What goes wrong, and how it looks when it is mended. */
const CASES = [
  {
    event: 'the conversation is closed: its channel is closed',
    graceMs: 0,
    breaks: closeConversation,
    isMended: (stage: Stage, { channelSid }: Chat) =>
      stage.world.interactions.channels.get(channelSid)?.status === 'closed',
  },
  {
    event: 'the only agent goes: somebody else is asked',
    graceMs: GRACES.stranded_grace_seconds * 1_000,
    breaks: closeAgent,
    isMended: (stage: Stage, chat: Chat) => liveInvites(truthOf(stage.world, chat)).length > 0,
  },
] as const

export const repairTime: Benchmark = {
  name: 'repair-time',
  question: 'How long does it take from an event at Twilio until what is wrong is mended, in milliseconds?',
  run: async (size) => {
    const rows: Row[] = []
    for (const store of STORES) {
      const scene = await openBackendScene(store, 1)
      try {
        for (const one of CASES) rows.push({ store, ...(await measure(scene, one, CONVERSATIONS[size])) })
      } finally {
        await scene.close()
      }
    }
    return rows
  },
}

async function measure(scene: BackendScene, one: (typeof CASES)[number], count: number): Promise<Row> {
  const { event, graceMs } = one
  const chats = await scene.attendedChats(count)
  const tookMs = await Promise.all(
    chats.map(async (chat, number) => {
      await realTime.wait(number * BETWEEN_MS)
      return mendingMs(scene, one, chat)
    }),
  )
  return { event, grace: String(graceMs), times: String(count), median: median(tookMs), slowest: Math.max(...tookMs) }
}

async function mendingMs(
  scene: BackendScene,
  { breaks, isMended }: (typeof CASES)[number],
  chat: Chat,
): Promise<number> {
  const begunMs = realTime.now()
  await breaks(scene, chat)
  await until(() => isMended(scene.stage, chat))
  return realTime.now() - begunMs
}

/** As a program does that knows nothing of transfers. */
async function closeAgent({ stage }: BackendScene, chat: Chat): Promise<void> {
  const [agent] = agentsInside(truthOf(stage.world, chat))
  const { interactionSid, channelSid } = chat
  const address = `https://flex-api.twilio.com/v1/Interactions/${interactionSid}/Channels/${channelSid}`
  const uri = `${address}/Participants/${agent?.participant.participantSid}`
  await stage.call('program', { method: 'post', uri, data: { Status: 'closed' } })
}
