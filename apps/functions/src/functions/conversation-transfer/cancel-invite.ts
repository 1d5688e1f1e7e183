import { cancelInviteRequest } from '@conversation-transfer/transfer'
import { createCommandFunction } from '../../command-function.ts'

/** `POST /conversation-transfer/cancel-invite`: takes an invite back that nobody has followed yet. */
export const handler = createCommandFunction({
  request: cancelInviteRequest,
  toCommand: ({ inviteTaskSid }, asked) => ({ kind: 'cancelInvite', ...asked, inviteTaskSid }),
})
