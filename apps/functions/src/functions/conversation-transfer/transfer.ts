import { transferRequest } from '@conversation-transfer/transfer'
import { createCommandFunction } from '../../command-function.ts'
import { targetOf } from '../../target-of.ts'

/** `POST /conversation-transfer/transfer`: hands the conversation to another agent or queue; the sender leaves. */
export const handler = createCommandFunction({
  request: transferRequest,
  target: targetOf,
  toCommand: (body, asked) => {
    const { transferId, fromWorkerSid, fromParticipantSid, note, reason } = body
    const target = targetOf(body)
    return { kind: 'transfer', ...asked, transferId, fromWorkerSid, fromParticipantSid, target, note, reason }
  },
})
