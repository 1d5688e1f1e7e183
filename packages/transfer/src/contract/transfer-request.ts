import { z } from 'zod'
import { participantSid, taskQueueSid, workerSid } from '../sid.ts'
import { channelReference } from './channel-reference.ts'

const NOTE_CHARACTERS_MAX = 1_000
const REASON_CHARACTERS_MAX = 100

/**
 * `POST /conversation-transfer/transfer`: a form or a JSON object. The same `transferId` sent again is the same
 * transfer, however often it is sent.
 */
export type TransferRequestBody = z.infer<typeof transferRequest>

const request = z.object({
  ...channelReference,
  transferId: z.string().regex(/^[\w-]{8,64}$/, 'must have 8 to 64 letters, digits, hyphens or underscores'),
  /** Who leaves: the caller, unless a supervisor names somebody else. */
  fromWorkerSid: workerSid.optional(),
  /** Which of the sender's participants leaves, where the client knows it. */
  fromParticipantSid: participantSid.optional(),
  note: z.string().max(NOTE_CHARACTERS_MAX).optional(),
  reason: z.string().max(REASON_CHARACTERS_MAX).optional(),
})

const target = z.discriminatedUnion('targetType', [
  z.object({ targetType: z.literal('worker'), targetSid: workerSid }),
  z.object({ targetType: z.literal('queue'), targetSid: taskQueueSid }),
])

export const transferRequest = request.and(target)
