import type { SeenBackend } from '@conversation-transfer/transfer'
import type { Twilio } from 'twilio'
import { z } from 'zod'
import { TwilioFailure } from './twilio-failure.ts'

/** The Sync document in which the backend says, every minute, that it is there. */
export const BACKEND_DOCUMENT = 'conversation-transfer-backend'

/** That it cannot be told whether a backend is there is no reason to show nobody anything: then none has been seen. */
export async function fetchBackendSeen(client: Twilio): Promise<SeenBackend | undefined> {
  try {
    const { data } = await client.sync.v1.services('default').documents(BACKEND_DOCUMENT).fetch()
    return heartbeat.safeParse(data).data
  } catch (error: unknown) {
    if (error instanceof TwilioFailure) return undefined
    throw error
  }
}

const heartbeat = z
  .object({ at: z.number(), mode: z.string() })
  .transform(({ at, mode }): SeenBackend => ({ aliveAtMs: at, mode }))
