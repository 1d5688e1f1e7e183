import type { SeenBackend } from '@conversation-transfer/transfer'
import type { Twilio } from 'twilio'
import { z } from 'zod'
import { decode } from './decode.ts'
import { unlessNotFound } from './twilio-failure.ts'

/** The Sync document in which the backend says, each minute, that it is alive. */
const DOCUMENT = 'conversation-transfer-backend'

/** When the backend was last heard of; undefined where there is none. */
export async function fetchBackendSeen(client: Twilio): Promise<SeenBackend | undefined> {
  const answer = await unlessNotFound(client.sync.v1.services('default').documents(DOCUMENT).fetch())
  if (answer === undefined) return undefined
  const { at, mode } = decode(document, answer, 'Sync document of the backend').data
  return { aliveAtMs: at, mode }
}

/** `at` is in milliseconds since 1970. */
const document = z.object({ data: z.object({ at: z.number(), mode: z.string() }) })
