import type { SeenBackend } from '@conversation-transfer/transfer'
import type { Twilio } from 'twilio'
import { z } from 'zod'
import { TwilioFailure } from './twilio-failure.ts'

/** The Sync document in which the backend says, every minute, that it is there. */
export const BACKEND_DOCUMENT = 'conversation-transfer-backend'

/** That it cannot be told whether a backend is there is no reason to show nobody anything: then none has been seen. */
export async function fetchBackendSeen(client: Twilio): Promise<SeenBackend | undefined> {
  try {
    const { data } = await documentsOf(client)(BACKEND_DOCUMENT).fetch()
    return heartbeat.safeParse(data).data
  } catch (error: unknown) {
    if (error instanceof TwilioFailure) return undefined
    throw error
  }
}

/** Says that the backend is there, for whoever reads it with `fetchBackendSeen`. */
export async function writeBackendSeen(client: Twilio, { aliveAtMs, mode }: SeenBackend): Promise<void> {
  const data = { at: aliveAtMs, mode }
  try {
    await documentsOf(client)(BACKEND_DOCUMENT).update({ data })
  } catch (error: unknown) {
    if (!(error instanceof TwilioFailure) || error.status !== 404) throw error
    // Two who find no document at the same moment: one makes it, the other is refused (SY-1), and says it again in a minute.
    await documentsOf(client).create({ uniqueName: BACKEND_DOCUMENT, data })
  }
}

function documentsOf(client: Twilio) {
  return client.sync.v1.services('default').documents
}

const heartbeat = z
  .object({ at: z.number(), mode: z.string() })
  .transform(({ at, mode }): SeenBackend => ({ aliveAtMs: at, mode }))
