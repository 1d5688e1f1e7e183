import { leaveRequest } from '@conversation-transfer/transfer'
import { createCommandFunction } from '../../command-function.ts'

/** `POST /conversation-transfer/leave`: the caller goes, the conversation goes on; or their wrap-up after it ends. */
export const handler = createCommandFunction({
  request: leaveRequest,
  toCommand: ({ participantSid, ends }, asked) => ({ kind: 'leave', ...asked, participantSid, ends }),
})
