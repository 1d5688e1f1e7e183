import {
  transferRequest,
  type Caller,
  type TransferAnswer,
  type TransferCommand,
  type TransferRequestBody,
} from '@conversation-transfer/transfer'
import { carryOut, realTime, type CommandEnd, type Gateway } from '@conversation-transfer/twilio-gateway'
import { randomUUID } from 'node:crypto'
import { failed } from '../../answer.ts'
import { createFunction } from '../../create-function.ts'

/** `POST /conversation-transfer/transfer`: hands the conversation to another agent or queue; the sender leaves. */
export const handler = createFunction({ request: transferRequest, run: transfer })

async function transfer(body: TransferRequestBody, gateway: Gateway): Promise<TransferAnswer> {
  const { interactionSid, channelSid, conversationSid, taskSids } = body
  const target = targetOf(body)
  const request = { interactionSid, channelSid, conversationSid, taskSids, target }
  const caller = gateway.checkToken(body.Token)
  // The reads begin before the token is known to be valid: that saves a round, and nothing of them is shown without it.
  const reads = Promise.all([gateway.readPolicy(), gateway.observe(request)])
  reads.catch(() => undefined)
  const who = await caller
  if (who === undefined) return failed('token_invalid')
  const [{ policy }, observation] = await reads
  const command = commandOf(body, who, target)
  return toAnswer(command, await carryOut({ gateway, time: realTime, command, policy, request, observation }))
}

function targetOf(body: TransferRequestBody): TransferCommand['target'] {
  return body.targetType === 'worker' ? { type: 'worker', sid: body.targetSid } : { type: 'queue', sid: body.targetSid }
}

function commandOf(body: TransferRequestBody, caller: Caller, target: TransferCommand['target']): TransferCommand {
  const { transferId, fromWorkerSid, fromParticipantSid, note, reason } = body
  const requestId = randomUUID()
  return { kind: 'transfer', caller, transferId, requestId, fromWorkerSid, fromParticipantSid, target, note, reason }
}

function toAnswer({ transferId }: TransferCommand, end: CommandEnd): TransferAnswer {
  if (end.kind === 'refused') return { result: 'refused', ...end.refusal }
  return { result: 'done', transferId, ...end.outcome }
}
