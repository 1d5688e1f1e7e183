import { agentsInside, workerSid, type Command } from '@conversation-transfer/transfer'
import { Backend } from './backend.ts'
import { Chance } from './chance.ts'
import { runCommand } from './functions.ts'
import { Agent } from './people/agent.ts'
import { customerComes } from './people/customer.ts'
import { anyCommand, type CommandKind } from './people/plugin.ts'
import type { Played } from './play.ts'
import type { Scenario } from './scenario.ts'
import { Stage, virtualGround } from './stage.ts'
import { truthOf, type Chat } from './truth.ts'
import { VirtualTime } from './virtual-time.ts'
import { Watch } from './watch.ts'

/** What two agents who are in one conversation ask for, one after the other or at the same moment. */
export interface TwoCallers {
  readonly first: CommandKind
  readonly second: CommandKind
  /** The second request is the first one, sent again. */
  readonly isRepeated: boolean
  /** How long after the first one the second is sent. */
  readonly afterMs: number
}

/** Until a customer has come and two agents are inside. */
const GATHERING_MS = 60_000

/** Until both have their answers. */
const ACTING_MS = 30_000
const SETTLING_MS = 12 * 60_000

/** Plays two callers on a network that fails only for them; everybody else does what is asked of them. */
export async function playTwoCallers(scenario: Scenario, callers: TwoCallers): Promise<Played> {
  const time = new VirtualTime()
  const stage = new Stage({ ...scenario, chats: 1 }, virtualGround(scenario, time))
  const watch = new Watch(stage)
  const atRest = (): void => watch.look()
  stage.calm()
  const agents = stage.contactCenter.workers.map((worker) => new Agent(stage, worker, 'answers'))
  const chat = customerComes(stage, stage.part())
  await time.pass(GATHERING_MS / 2, atRest)
  await bringsInAnother(stage, await chat)
  await time.pass(GATHERING_MS / 2, atRest)
  stage.storm()
  const backend = new Backend(stage)
  const acted = act(stage, await chat, callers)
  await time.pass(ACTING_MS, atRest)
  await acted
  stage.calm()
  const back = agents.map((agent) => agent.comesBack())
  await Promise.all([time.pass(SETTLING_MS, atRest), backend.release(), ...back])
  watch.settled()
  watch.nothingLost()
  await backend.checkSettled()
  const counts = { ...stage.counts, ...stage.network.counts }
  return { scenario, violations: stage.violations, story: stage.story.lines, counts }
}

async function bringsInAnother(stage: Stage, chat: Chat): Promise<void> {
  const [inside] = agentsInside(truthOf(stage.world, chat))
  if (inside === undefined) throw new Error('Nobody has accepted the customer.')
  const other = stage.contactCenter.workers.find(({ sid, name }) => sid !== inside.workerSid && name !== 'supervisor')
  const command: Command = {
    kind: 'invite',
    requestId: 'request-0',
    transferId: 'transfer-0',
    caller: { workerSid: inside.workerSid, isSupervisor: false },
    target: { type: 'worker', sid: workerSid.parse(other?.sid) },
  }
  // It is answered while time passes.
  void runCommand(stage, { name: 'somebody', chat, command, chance: stage.part() })
}

async function act(stage: Stage, chat: Chat, { first, second, isRepeated, afterMs }: TwoCallers): Promise<void> {
  const [one, other] = agentsInside(truthOf(stage.world, chat))
  if (one === undefined || other === undefined) return
  const chance = new Chance(stage.scenario.seed)
  const pressed = (caller: typeof one, kind: CommandKind): Command | undefined => {
    const actor = { name: 'a caller', workerSid: caller.workerSid, isSupervisor: false }
    return anyCommand(stage, { actor, chat, chance }, kind)
  }
  const command = pressed(one, first)
  const follows = isRepeated ? command && { ...command, requestId: 'request-again' } : pressed(other, second)
  const send = async (name: string, sent: Command | undefined): Promise<void> => {
    if (sent !== undefined) await runCommand(stage, { name, chat, command: sent, chance: stage.part() })
  }
  await Promise.all([send('one', command), stage.time.wait(afterMs).then(() => send('other', follows))])
}
