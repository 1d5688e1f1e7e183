import { z } from 'zod'
import { channelReference } from './channel-reference.ts'
import { inviteFields, targetFields } from './invite-fields.ts'

/** `POST /conversation-transfer/invite`: a form or a JSON object. */
export type InviteRequestBody = z.infer<typeof inviteRequest>

export const inviteRequest = z.object({ ...channelReference, ...inviteFields }).and(targetFields)
