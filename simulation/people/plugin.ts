import {
  agentsInside,
  liveInvites,
  taskQueueSid,
  workerSid,
  type Caller,
  type Command,
  type Observation,
  type TransferCommand,
  type TransferTarget,
  type WorkerSid,
} from '@conversation-transfer/transfer'
import type { Chance } from '../chance.ts'
import { runCommand } from '../functions.ts'
import type { Stage } from '../stage.ts'
import { truthOf, type Chat } from '../truth.ts'

export interface Actor {
  readonly name: string
  readonly workerSid: WorkerSid
  readonly isSupervisor: boolean
}

export interface Press {
  readonly actor: Actor
  readonly chat: Chat
  readonly chance: Chance
}

const SENDS_AGAIN_MAX = 3
const SENDS_AGAIN_AFTER_MS_MAX = 20_000
const DOUBLE_CLICK_MS_MAX = 400

/** An agent presses a button of the plugin's; perhaps twice, and perhaps a colleague presses one at the same moment. */
export async function presses(stage: Stage, press: Press): Promise<void> {
  const { actor, chance } = press
  const command = anyCommand(stage, press)
  if (command === undefined) return
  const clicks = [sends(stage, press, command)]
  if (chance.happens(0.15)) clicks.push(again(stage, press, command))
  if (chance.happens(0.25)) clicks.push(colleague(stage, press, actor))
  await Promise.all(clicks)
}

/** Sends it until there is an answer that says more than that it may be sent again. */
async function sends(stage: Stage, { actor: { name }, chat, chance }: Press, command: Command): Promise<void> {
  for (let sent = 0; sent <= SENDS_AGAIN_MAX; sent++) {
    const requestId = `${command.requestId}.${stage.number()}`
    const answer = await runCommand(stage, { name, chat, command: { ...command, requestId }, chance })
    if (answer.result !== 'failed' || !answer.mayRepeat || chance.happens(0.3)) return
    await stage.time.wait(chance.between(1_000, SENDS_AGAIN_AFTER_MS_MAX))
  }
}

async function again(stage: Stage, press: Press, command: Command): Promise<void> {
  await stage.time.wait(press.chance.between(0, DOUBLE_CLICK_MS_MAX))
  await sends(stage, press, command)
}

async function colleague(stage: Stage, { chat, chance }: Press, actor: Actor): Promise<void> {
  const others = agentsInside(truthOf(stage.world, chat)).filter((agent) => agent.workerSid !== actor.workerSid)
  const other = chance.pickAny(others)
  if (other === undefined) return
  const name = stage.contactCenter.workers.find(({ sid }) => sid === other.workerSid)?.name ?? 'somebody'
  const press: Press = { actor: { name, workerSid: other.workerSid, isSupervisor: false }, chat, chance: chance.part() }
  await stage.time.wait(chance.between(0, DOUBLE_CLICK_MS_MAX))
  const command = anyCommand(stage, press)
  if (command !== undefined) await sends(stage, press, command)
}

const KINDS = [
  'transfer',
  'transfer',
  'transfer',
  'invite',
  'invite',
  'cancelInvite',
  'remove',
  'leave',
  'leave',
] as const

export type CommandKind = Command['kind']

export function anyCommand(
  stage: Stage,
  { actor, chat, chance }: Press,
  kind: CommandKind = chance.pick(KINDS),
): Command | undefined {
  const truth = truthOf(stage.world, chat)
  const caller: Caller = { workerSid: actor.workerSid, isSupervisor: actor.isSupervisor }
  const number = stage.number()
  const asked = { caller, requestId: `request-${number}` }
  switch (kind) {
    case 'transfer': {
      const transferId = `transfer-${number}`
      return { kind, ...asked, transferId, target: anyTarget(stage, chance), ...sender(truth, actor, chance) }
    }
    case 'invite':
      return { kind, ...asked, transferId: `transfer-${number}`, target: anyTarget(stage, chance) }
    case 'cancelInvite': {
      const invite = chance.pickAny(liveInvites(truth))
      return invite && { kind, ...asked, inviteTaskSid: invite.task.sid }
    }
    case 'remove': {
      const agent = chance.pickAny(agentsInside(truth))
      return agent && { kind, ...asked, participantSid: agent.participant.participantSid }
    }
    case 'leave':
      return leaving(truth, actor, asked)
  }
}

/** Named by the participant, as the plugin does: what the agent comes back into later is not what they handed over. */
function sender(
  { participants }: Observation,
  { workerSid: own, isSupervisor }: Actor,
  chance: Chance,
): Pick<TransferCommand, 'fromWorkerSid' | 'fromParticipantSid'> {
  const theirs = participants.filter(({ type, workerSid: of }) => type === 'agent' && (isSupervisor || of === own))
  const from = isSupervisor ? chance.pickAny(theirs) : theirs.at(-1)
  return {
    ...(isSupervisor && from?.workerSid !== undefined ? { fromWorkerSid: from.workerSid } : {}),
    ...(from === undefined ? {} : { fromParticipantSid: from.participantSid }),
  }
}

function leaving(truth: Observation, { workerSid: own }: Actor, asked: Pick<Command, 'caller' | 'requestId'>): Command {
  const inside = agentsInside(truth).find((agent) => agent.workerSid === own)
  if (inside === undefined) return { kind: 'leave', ...asked, ends: 'wrapup' }
  // Named, as the plugin does: a delivery that is late must not end what the agent has come back into since.
  return { kind: 'leave', ...asked, participantSid: inside.participant.participantSid, ends: 'conversation' }
}

function anyTarget({ contactCenter: { workers, queues } }: Stage, chance: Chance): TransferTarget {
  if (chance.happens(0.6)) {
    return { type: 'worker', sid: workerSid.parse(chance.pick(workers).sid) }
  }
  return { type: 'queue', sid: taskQueueSid.parse(chance.pick(queues).sid) }
}
