import { randomUUID } from 'node:crypto'
import { commandAnswer } from '@conversation-transfer/transfer'
import {
  channelOfConversation,
  createFlexToken,
  invitesOf,
  participantsOf,
  type Emulator,
  type InteractionChannel,
  type World,
} from '@conversation-transfer/twilio-emulator'
import type { RepairLog } from '../backend/repair-log.ts'
import type { FunctionLog } from '../functions/function-log.ts'
import { fullNameOf } from '../live/names.ts'
import { Refusal } from './refusal.ts'
import { findWorker } from './staff-actions.ts'
import { postToTwilio } from './twilio-call.ts'

/** Carries a request to the Functions, as a browser would: over HTTP. */
export type CallFunctions = (path: string, body: URLSearchParams) => Promise<Response>

export interface Staff {
  readonly emulator: Emulator
  readonly callFunctions: CallFunctions
  readonly functionLog: FunctionLog
  readonly repairLog: RepairLog
}

export interface HandOver {
  readonly conversationSid: string
  readonly workerSid: string
  /** The sid of a worker or a queue. */
  readonly target: string
  readonly kind: 'transfer' | 'invite'
}

/** Presses Transfer or Invite in the worker's desktop. Throws a Refusal with what the Function said. */
export async function handOver(staff: Staff, { conversationSid, workerSid, target, kind }: HandOver): Promise<void> {
  const targetType = target.startsWith('WQ') ? 'queue' : 'worker'
  const fields = { transferId: randomUUID(), targetType, targetSid: target }
  await command(staff, kind, { conversationSid, workerSid }, fields)
}

export interface Departure {
  readonly conversationSid: string
  readonly workerSid: string
}

/** Presses Leave, which ends the wrap-up of somebody who is in it. Throws a Refusal with what the Function said. */
export async function leave(staff: Staff, departure: Departure): Promise<void> {
  const { participant } = agentIn(staff.emulator.world, departure)
  const ends = isWrappingUp(staff.emulator.world, participant.routing.taskSid) ? 'wrapup' : 'conversation'
  await command(staff, 'leave', departure, { participantSid: participant.sid, ends })
}

/** Presses End, and Complete in wrap-up: what the Flex UI itself calls, with the worker's token (IN-15). */
export async function end({ emulator }: Staff, departure: Departure): Promise<void> {
  const { channel, participant } = agentIn(emulator.world, departure)
  const status = isWrappingUp(emulator.world, participant.routing.taskSid) ? 'closed' : 'wrapup'
  await postToTwilio(emulator, {
    address: `flex-api.twilio.com/v1/Interactions/${channel.interactionSid}/Channels/${channel.sid}`,
    body: { status: 'closed', routing: { status } },
    by: { workerSid: departure.workerSid },
  })
}

/** The first two agents who are inside leave at the same moment. Throws a Refusal if there are not two, or both stay. */
export async function twoLeaveAtOnce(staff: Staff, conversationSid: string): Promise<void> {
  const { world } = staff.emulator
  const channel = channelOf(world, conversationSid)
  const inside = participantsOf(world, channel.sid).flatMap(({ routing }) => {
    const isInside = world.taskrouter.tasks.get(routing?.taskSid ?? '')?.status === 'assigned'
    return routing !== undefined && isInside ? [routing.workerSid] : []
  })
  const [first, second] = inside
  if (first === undefined || second === undefined) throw new Refusal(409, 'There are not two agents inside.')
  const both = [first, second].map((workerSid) => leave(staff, { conversationSid, workerSid }))
  const outcomes = await Promise.allSettled(both)
  const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []))
  // That one of them has to stay is what the Functions are for.
  if (refused.length === 2) throw refused[0]
}

async function command(
  { emulator, callFunctions }: Staff,
  name: string,
  { conversationSid, workerSid }: Departure,
  fields: Readonly<Record<string, string>>,
): Promise<void> {
  const { world } = emulator
  findWorker(world, workerSid)
  const channel = channelOf(world, conversationSid)
  const body = new URLSearchParams({
    Token: createFlexToken(world, workerSid).sid,
    interactionSid: channel.interactionSid,
    channelSid: channel.sid,
    conversationSid,
    taskSids: invitesOf(world, channel.sid)
      .map(({ taskSid }) => taskSid)
      .join(','),
    ...fields,
  })
  const response = await callFunctions(`/conversation-transfer/${name}`, body)
  const answer = commandAnswer.safeParse(await response.json()).data
  if (answer === undefined) throw new Refusal(502, `The Function ${name} gave no answer that can be read.`)
  if (answer.result === 'refused') throw new Refusal(409, answer.message)
  if (answer.result === 'failed') throw new Refusal(503, answer.message)
}

function channelOf(world: World, conversationSid: string): InteractionChannel {
  const channel = channelOfConversation(world, conversationSid)
  if (channel === undefined) throw new Refusal(404, 'Nobody has been asked into this conversation yet.')
  return channel
}

function agentIn(world: World, { conversationSid, workerSid }: Departure) {
  const worker = findWorker(world, workerSid)
  const channel = channelOf(world, conversationSid)
  for (const { sid, routing } of participantsOf(world, channel.sid)) {
    if (routing?.workerSid === workerSid) return { channel, participant: { sid, routing } }
  }
  throw new Refusal(409, `${fullNameOf(worker)} is not in this conversation.`)
}

function isWrappingUp(world: World, taskSid: string): boolean {
  return world.taskrouter.tasks.get(taskSid)?.status === 'wrapping'
}
