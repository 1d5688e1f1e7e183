import { z } from 'zod'
import { taskSid } from '../sid.ts'
import { channelReference } from './channel-reference.ts'

/** `POST /conversation-transfer/cancel-invite`: a form or a JSON object. */
export type CancelInviteRequestBody = z.infer<typeof cancelInviteRequest>

export const cancelInviteRequest = z.object({ ...channelReference, inviteTaskSid: taskSid })
