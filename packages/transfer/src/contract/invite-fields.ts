import { z } from 'zod'
import { taskQueueSid, workerSid } from '../sid.ts'
import { optionalField } from './optional-field.ts'

const NOTE_CHARACTERS_MAX = 1_000
const REASON_CHARACTERS_MAX = 100

/** What a transfer and an invite have in common. The same `transferId` sent again is the same request. */
export const inviteFields = {
  transferId: z.string().regex(/^[\w-]{8,64}$/, 'must have 8 to 64 letters, digits, hyphens or underscores'),
  note: optionalField(z.string().max(NOTE_CHARACTERS_MAX)),
  reason: optionalField(z.string().max(REASON_CHARACTERS_MAX)),
}

/** Whom the request is for. */
export const targetFields = z.discriminatedUnion('targetType', [
  z.object({ targetType: z.literal('worker'), targetSid: workerSid }),
  z.object({ targetType: z.literal('queue'), targetSid: taskQueueSid }),
])
