import { removeRequest } from '@conversation-transfer/transfer'
import { createCommandFunction } from '../../command-function.ts'

/** `POST /conversation-transfer/remove`: takes another agent out of the conversation. */
export const handler = createCommandFunction({
  request: removeRequest,
  toCommand: ({ participantSid }, asked) => ({ kind: 'remove', ...asked, participantSid }),
})
