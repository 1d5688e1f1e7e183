import { invite, leave } from '@conversation-transfer/cli/testing/invite.ts'
import {
  accept,
  customerWrites,
  queueNamed,
  startChat,
  workerNamed,
  type Scene,
} from '@conversation-transfer/cli/testing/scene.ts'
import type { ObservationRequest } from '@conversation-transfer/twilio-gateway'
import { describe, expect, test } from 'vitest'
import { stateOf } from './state-of.ts'
import { watched, type WatchedScene, type WatchedSceneOptions } from './watched-scene.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** After a day TaskRouter itself ends what waits, and forgets what is long over. */
const HALF_A_DAY_MS = 12 * HOUR_MS

interface Healthy {
  readonly what: string
  readonly options?: WatchedSceneOptions
  readonly play: (scene: Scene) => Promise<ObservationRequest>
}

/** Conversations with which something might seem to be wrong, and which are as somebody wants them. */
const HEALTHY: readonly Healthy[] = [
  { what: 'in which nobody has said anything for hours', play: (scene) => startChat(scene) },
  {
    what: 'that its agent has paused',
    play: async (scene) => {
      const request = await startChat(scene)
      await customerWrites(scene, request)
      const { channels } = scene.emulator.world.interactions
      const row = channels.get(request.channelSid)
      if (row !== undefined) channels.put({ ...row, status: 'pause' })
      return request
    },
  },
  {
    what: 'that its agent has left the way Flex itself does (IN-18)',
    play: async (scene) => {
      const request = await startChat(scene)
      await channelOf(scene, request).update({ status: 'inactive', routing: { status: 'closed' } })
      return request
    },
  },
  {
    what: 'that a park feature owns',
    options: { feature: { parked_marker: 'parked.by' } },
    play: async (scene) => {
      const request = await startChat(scene, { parked: { by: 'alice' } })
      await customerWrites(scene, request)
      await leave(scene, request)
      return request
    },
  },
  {
    what: 'that a Studio flow has taken over after its agent',
    play: async (scene) => {
      const request = await startChat(scene)
      await leave(scene, request)
      const { webhooks } = scene.account.client.conversations.v1.conversations(request.conversationSid)
      await webhooks.create({ target: 'studio', 'configuration.flowSid': `FW${'0'.repeat(32)}` })
      await customerWrites(scene, request)
      return request
    },
  },
  {
    what: 'that is an e-mail, with nobody in it',
    play: async (scene) => {
      const request = await startChat(scene, {}, { channel: { type: 'email' } })
      await leave(scene, request)
      return request
    },
  },
  {
    what: 'that waits for its first agent',
    play: async (scene) => {
      for (const { name } of scene.emulator.contactCenter.workers) await goOffline(scene, name)
      return startChat(scene, {}, { routing: { worker_sid: undefined }, isAccepted: false })
    },
  },
  {
    what: 'that an agent has begun',
    play: (scene) => {
      const routing = { queue_sid: queueNamed(scene, 'Everyone') }
      return startChat(scene, {}, { channel: { initiated_by: 'agent' }, routing })
    },
  },
  {
    what: 'in which a supervisor is, too',
    play: async (scene) => {
      const request = await startChat(scene)
      await channelOf(scene, request).participants.create({ type: 'supervisor', mediaProperties: { identity: 'eve' } })
      return request
    },
  },
  {
    what: 'in which one agent is in wrap-up all day, and the other goes on',
    play: async (scene) => {
      const request = await startChat(scene)
      await accept(scene, await invite(scene, request, { to: 'bob' }))
      await leave(scene, request, 'wrapup')
      return request
    },
  },
  {
    what: 'whose agent is away, as long as no grace is configured for that',
    play: async (scene) => {
      const request = await startChat(scene)
      await goOffline(scene)
      return request
    },
  },
]

describe('nothing is done to a conversation', () => {
  test.each(HEALTHY)('$what', async ({ options = {}, play }) => {
    const done = await watched(options, async (watch) => {
      await watch.backend.work(1_000)
      const request = await play(watch.scene)
      return whatIsDone(watch, request, HALF_A_DAY_MS)
    })
    expect(done).toEqual({ ...NOTHING, after: done.before })
  })

  test('while Twilio’s lists are ten seconds behind and somebody is handed in (IN-17, IN-32, TR-19)', async () => {
    const lagMs = 10_000
    const assumptions = { interactionsReadLagMs: lagMs, mediaPropertiesDelayMs: lagMs, taskListLagMs: lagMs }
    const done = await watched({ assumptions }, async (watch) => {
      const { scene, backend } = watch
      const request = await startChat(scene)
      await backend.work(MINUTE_MS)
      await accept(scene, await invite(scene, request, { to: 'bob' }))
      await backend.work(MINUTE_MS)
      await leave(scene, request)
      await backend.work(MINUTE_MS)
      return whatIsDone(watch, request, HOUR_MS)
    })
    expect(done).toEqual({ ...NOTHING, after: done.before })
  })

  test('while Twilio answers 200 with empty lists for a minute', async () => {
    let isHollow = false
    const answers = (request: Request, answer: Response) => (isHollow ? hollowed(request, answer) : answer)
    const done = await watched({ answers }, async (watch) => {
      const { scene, backend } = watch
      const request = await startChat(scene)
      await customerWrites(scene, request)
      await backend.work(MINUTE_MS)
      isHollow = true
      await customerWrites(scene, request)
      await backend.work(MINUTE_MS)
      isHollow = false
      return whatIsDone(watch, request, HOUR_MS)
    })
    expect(done).toEqual({ ...NOTHING, after: done.before })
  })
})

const NOTHING = { before: expect.anything() as unknown, calls: [], entries: [] }

/** What the backend has done by the end of the time, and since the scene was opened; keeping the list of invites true does not count. */
async function whatIsDone({ scene, backend, changes }: WatchedScene, request: ObservationRequest, forMs: number) {
  const before = await stateOf(scene, request)
  await backend.work(forMs)
  const audit = await backend.audit()
  return {
    before,
    after: await stateOf(scene, request),
    calls: changes.filter((call) => !OUR_OWN.test(call)),
    entries: audit.filter(({ rule }) => rule !== 'invites-outdated'),
  }
}

/** The sign of life, and the list of invites in the conversation's attributes. */
const OUR_OWN = /\/sync\.twilio\.com\/|\/Conversations\/CH[0-9a-f]{32}$/

function channelOf({ account }: Scene, { interactionSid, channelSid }: ObservationRequest) {
  return account.client.flexApi.v1.interaction(interactionSid).channels(channelSid)
}

async function goOffline(scene: Scene, who = 'alice'): Promise<void> {
  const { client, settings } = scene.account
  const activitySid = scene.emulator.contactCenter.activities.find(({ name }) => name === 'Offline')?.sid ?? ''
  const { workers } = client.taskrouter.v1.workspaces(settings.workspaceSid)
  await workers(workerNamed(scene, who)).update({ activitySid })
}

/** Every list in the answer is empty, and it says that there is no more. */
async function hollowed({ method }: Request, answer: Response): Promise<Response> {
  const body = (await answer.json().catch(() => null)) as object | null
  if (method !== 'GET' || body === null) return Response.json(body, { status: answer.status })
  const fields = Object.entries(body).map(([name, value]) => [name, Array.isArray(value) ? [] : (value as unknown)])
  return Response.json(Object.fromEntries(fields), { status: answer.status })
}
