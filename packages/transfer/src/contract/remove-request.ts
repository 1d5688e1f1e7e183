import { z } from 'zod'
import { participantSid } from '../sid.ts'
import { channelReference } from './channel-reference.ts'

/** `POST /conversation-transfer/remove`: a form or a JSON object. */
export type RemoveRequestBody = z.infer<typeof removeRequest>

export const removeRequest = z.object({ ...channelReference, participantSid })
