import { inviteRequest } from '@conversation-transfer/transfer'
import { createCommandFunction } from '../../command-function.ts'
import { targetOf } from '../../target-of.ts'

/** `POST /conversation-transfer/invite`: asks another agent, or somebody of a queue, to join; whoever is inside stays. */
export const handler = createCommandFunction({
  request: inviteRequest,
  target: targetOf,
  toCommand: (body, asked) => {
    const { transferId, note, reason } = body
    return { kind: 'invite', ...asked, transferId, target: targetOf(body), note, reason }
  },
})
