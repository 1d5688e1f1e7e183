import {
  channelSid,
  conversationSid,
  interactionSid,
  participantSid,
  taskQueueSid,
  taskSid,
  workerSid,
  workflowSid,
  workspaceSid,
  type Command,
  type CommandAnswer,
  type TransferTarget,
  type WorkerSid,
} from '@conversation-transfer/transfer'
import {
  carryOut,
  CommandFailure,
  createGateway,
  TwilioFailure,
  type Gateway,
  type ObservationRequest,
} from '@conversation-transfer/twilio-gateway'
import type { Account } from './account.ts'
import type { Dice } from './dice.ts'
import { Network, type Trouble } from './network.ts'
import type { Chat } from './people.ts'
import { servingIn } from './truth.ts'
import type { VirtualTime } from './virtual-time.ts'

export interface Theatre {
  readonly account: Account
  readonly dice: Dice
  readonly time: VirtualTime
  readonly chat: Chat
  readonly trouble: () => Trouble
}

/** A Function's time for a command. */
const COMMAND_MS_MAX = 8_000

export function requestOf({ chat }: Theatre): ObservationRequest {
  return {
    interactionSid: interactionSid.parse(chat.interactionSid),
    channelSid: channelSid.parse(chat.channelSid),
    conversationSid: conversationSid.parse(chat.conversationSid),
    taskSids: [],
  }
}

export interface GatewayOptions {
  readonly onEffect?: (call: string, body: string) => void
  readonly diesAfter?: number | undefined
  readonly durationMs?: number
}

export function gatewayOf({ account, dice, time, trouble }: Theatre, options: GatewayOptions = {}): Gateway {
  const { accountSid, authToken, ...center } = account.contactCenter
  const settings = {
    accountSid,
    authToken,
    workspaceSid: workspaceSid.parse(center.workspaceSid),
    workflowSid: workflowSid.parse(center.workflowSid),
  }
  const connections = new Network({ emulator: account.emulator, time, dice, trouble, ...options })
  const deadlineMs = time.now() + (options.durationMs ?? COMMAND_MS_MAX)
  return createGateway({ settings, connections, time, deadlineMs, chance: () => dice.chance() })
}

/** What a command did and was answered; no answer if whoever carried it out died on the way. */
export interface Performance {
  readonly command: Command
  readonly answer?: CommandAnswer
  /** The changes that reached Twilio, claims aside. */
  readonly effects: readonly string[]
}

/** Carries a command out as its Function does. */
export async function perform(theatre: Theatre, command: Command, diesAfter?: number): Promise<Performance> {
  const effects: string[] = []
  const onEffect = (call: string, body: string): void => {
    if (!isClaim(call, body)) effects.push(call)
  }
  const gateway = gatewayOf(theatre, { onEffect, diesAfter })
  const target = 'target' in command ? { target: command.target } : {}
  const request = { ...requestOf(theatre), ...target }
  const death = diesAfter === undefined ? [] : [theatre.time.wait(3 * COMMAND_MS_MAX).then(() => undefined)]
  const answer = await Promise.race([answerOf(theatre, gateway, { command, request }), ...death])
  return { command, effects, ...(answer && { answer }) }
}

async function answerOf(
  { time }: Theatre,
  gateway: Gateway,
  { command, request }: { readonly command: Command; readonly request: ObservationRequest },
): Promise<CommandAnswer> {
  try {
    const [{ policy }, observation] = await Promise.all([gateway.readPolicy(), gateway.observe(request)])
    const end = await carryOut({ gateway, time, command, policy, request, observation })
    return end.kind === 'refused' ? { result: 'refused', ...end.refusal } : { result: 'done', ...end.outcome }
  } catch (error: unknown) {
    const failure = error instanceof CommandFailure ? error.cause : error
    if (!(failure instanceof TwilioFailure)) throw error
    return { result: 'failed', code: 'outcome_unknown', message: failure.message, mayRepeat: true }
  }
}

/** A claim is written into a task's attributes and nowhere else; it is not the command's effect. */
function isClaim(call: string, body: string): boolean {
  return /\/Tasks\/WT\w+$/.test(call) && !body.includes('AssignmentStatus')
}

const KINDS = ['transfer', 'transfer', 'invite', 'invite', 'cancelInvite', 'remove', 'leave', 'leave'] as const

/** Something that one of the agents who serve might do; undefined if nobody serves. */
export function anyCommand({ account, dice, chat }: Theatre, number: number): Command | undefined {
  const serving = servingIn(account.emulator.world, chat.channelSid)
  if (serving.length === 0) return undefined
  const actor = dice.one(serving)
  const asked = {
    caller: { workerSid: workerSid.parse(actor.workerSid), isSupervisor: false },
    requestId: `request-${number}`,
  }
  const kind = dice.one(KINDS)
  switch (kind) {
    case 'transfer':
    case 'invite':
      return {
        kind,
        ...asked,
        transferId: `transfer-${number}`,
        target: anyTarget(account, dice, asked.caller.workerSid),
      }
    case 'cancelInvite': {
      const invites = account.emulator.world.interactions.invites.all().slice(1)
      if (invites.length === 0) return undefined
      return { kind, ...asked, inviteTaskSid: taskSid.parse(dice.one(invites).taskSid) }
    }
    case 'remove':
      return { kind, ...asked, participantSid: participantSid.parse(dice.one(serving).participantSid) }
    case 'leave':
      return { kind, ...asked, ends: 'conversation' }
  }
}

function anyTarget({ contactCenter }: Account, dice: Dice, own: WorkerSid): TransferTarget {
  if (dice.happens(0.4)) return { type: 'queue', sid: taskQueueSid.parse(dice.one(contactCenter.queues).sid) }
  const others = contactCenter.workers.filter(({ sid, name }) => sid !== own && name !== 'supervisor')
  return { type: 'worker', sid: workerSid.parse(dice.one(others).sid) }
}
