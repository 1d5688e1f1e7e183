import type { Caller, Command, CommandAnswer, TransferTarget } from '@conversation-transfer/transfer'
import {
  carryOut,
  realTime,
  type CommandEnd,
  type Gateway,
  type ObservationRequest,
} from '@conversation-transfer/twilio-gateway'
import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { failed } from './answer.ts'
import { createFunction } from './create-function.ts'
import { logPolicyProblems } from './log.ts'
import type { TwilioHandler } from './twilio-runtime.ts'

/** What every request says: about which conversation, and who asks. */
type ChannelBody = Omit<ObservationRequest, 'target'> & { readonly Token: string }

/** Who asks, and what tells this delivery of the request from others. */
export interface Asked {
  readonly caller: Caller
  readonly requestId: string
}

export interface CommandParts<Body extends ChannelBody> {
  readonly request: z.ZodType<Body>
  readonly toCommand: (body: Body, asked: Asked) => Command
  /** Where the conversation is to go, for the commands that bring somebody in. */
  readonly target?: (body: Body) => TransferTarget
}

/** The Function of one command: it decodes, carries the command out, and encodes. */
export function createCommandFunction<Body extends ChannelBody>(parts: CommandParts<Body>): TwilioHandler {
  return createFunction({ request: parts.request, run: (body, gateway) => run(parts, body, gateway) })
}

async function run<Body extends ChannelBody>(
  { toCommand, target }: CommandParts<Body>,
  body: Body,
  gateway: Gateway,
): Promise<CommandAnswer> {
  const { interactionSid, channelSid, conversationSid, taskSids } = body
  const reference = { interactionSid, channelSid, conversationSid, taskSids }
  const request = target === undefined ? reference : { ...reference, target: target(body) }
  const token = gateway.checkToken(body.Token)
  // The reads begin before the token is known to be valid: that saves a round, and nothing of them is shown without it.
  const reads = Promise.all([gateway.readPolicy(), gateway.observe(request)])
  reads.catch(() => undefined)
  const caller = await token
  if (caller === undefined) return failed('token_invalid')
  const [{ policy, problems }, observation] = await reads
  logPolicyProblems(problems)
  const command = toCommand(body, { caller, requestId: randomUUID() })
  return toAnswer(await carryOut({ gateway, time: realTime, command, policy, request, observation }))
}

function toAnswer(end: CommandEnd): CommandAnswer {
  if (end.kind === 'refused') return { result: 'refused', ...end.refusal }
  return { result: 'done', ...end.outcome }
}
