import { z } from 'zod'
import { participantSid } from '../sid.ts'
import { channelReference } from './channel-reference.ts'
import { optionalField } from './optional-field.ts'

/** `POST /conversation-transfer/leave`: a form or a JSON object. */
export type LeaveRequestBody = z.infer<typeof leaveRequest>

export const leaveRequest = z.object({
  ...channelReference,
  /** Which of the caller's participants goes, where the client knows it. */
  participantSid: optionalField(participantSid),
  /** What the caller is done with: the conversation, or the wrap-up after it. */
  ends: optionalField(z.enum(['conversation', 'wrapup'])).transform((ends) => ends ?? 'conversation'),
})
