import { z } from 'zod'
import { participantSid, workerSid } from '../sid.ts'
import { channelReference } from './channel-reference.ts'
import { inviteFields, targetFields } from './invite-fields.ts'
import { optionalField } from './optional-field.ts'

/** `POST /conversation-transfer/transfer`: a form or a JSON object. */
export type TransferRequestBody = z.infer<typeof transferRequest>

const request = z.object({
  ...channelReference,
  ...inviteFields,
  /** Who leaves: the caller, unless a supervisor names somebody else. */
  fromWorkerSid: optionalField(workerSid),
  /** Which of the sender's participants leaves, where the client knows it. */
  fromParticipantSid: optionalField(participantSid),
})

export const transferRequest = request.and(targetFields)
