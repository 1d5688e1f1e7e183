import {
  createWholeBackend,
  WHOLE_BACKEND_URL,
  type WholeBackend,
} from '@conversation-transfer/backend/testing/whole-backend.ts'
import { SteppedTime } from '@conversation-transfer/backend/testing/stepped-time.ts'
import { openScene, type Scene, type SceneOptions } from '@conversation-transfer/cli/testing/scene.ts'

/** A contact center in which things go wrong, and a backend that watches. */
export interface WatchedScene {
  readonly scene: Scene
  readonly backend: WholeBackend
  /** Every call by which the backend has changed anything, as `POST <path>`. */
  readonly changes: readonly string[]
}

export interface WatchedSceneOptions extends SceneOptions {
  /** What happens to webhooks on their way, as a fault of the emulator's. */
  readonly webhooks?: object | undefined
  /** What becomes of the answers that the backend gets. */
  readonly answers?: (request: Request, answer: Response) => Response | Promise<Response>
}

/** Opens it, lets `play` act and look, and closes it. */
export async function watched<Result>(
  { webhooks, answers = (_request, answer) => answer, ...options }: WatchedSceneOptions,
  play: (watched: WatchedScene) => Promise<Result>,
): Promise<Result> {
  const backends: WholeBackend[] = []
  // Every webhook that is asked for here is a POST.
  const deliver: NonNullable<SceneOptions['deliver']> = async ({ url, headers, body = '' }) => {
    const response = await backends[0]?.receive(new Request(url, { method: 'POST', headers, body }))
    return response === undefined ? { kind: 'connect-failed' } : { kind: 'answered', status: response.status }
  }
  const scene = await openScene({ ...options, deliver })
  try {
    const { emulator, clock, account } = scene
    const time = new SteppedTime(clock)
    const changes: string[] = []
    const fetch = async (call: Request): Promise<Response> => {
      if (call.method !== 'GET') changes.push(`${call.method} ${new URL(call.url).pathname}`)
      return answers(call, await emulator.fetch(call))
    }
    const seen = { ...emulator, fetch }
    const backend = createWholeBackend({ emulator: seen, time, settings: account.settings })
    backends.push(backend)
    await sendWebhooks(scene)
    if (webhooks !== undefined) await disturb(scene, webhooks)
    return await play({ scene, backend, changes })
  } finally {
    await scene.close()
  }
}

async function sendWebhooks({ account: { client, settings } }: Scene): Promise<void> {
  const url = `${WHOLE_BACKEND_URL}/webhooks`
  await client.taskrouter.v1.workspaces(settings.workspaceSid).update({ eventCallbackUrl: `${url}/taskrouter` })
  const { webhooks } = client.conversations.v1.configuration
  const filters = ['onConversationStateUpdated', 'onParticipantAdded', 'onParticipantRemoved', 'onMessageAdded']
  await webhooks().update({ method: 'POST', filters, postWebhookUrl: `${url}/conversations` })
}

/** Until the end of the scene. */
async function disturb({ emulator }: Scene, fault: object): Promise<void> {
  const response = await fetch(`${emulator.url}/__emulator/faults`, { method: 'POST', body: JSON.stringify(fault) })
  if (!response.ok) throw new Error(await response.text())
}
