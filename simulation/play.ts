import {
  answerViolations,
  readPolicy,
  settlingViolations,
  STATE_INVARIANTS,
  workerSid,
  type Command,
  type Policy,
} from '@conversation-transfer/transfer'
import { ASSUMPTION_VALUES, type Assumptions } from '@conversation-transfer/twilio-emulator'
import { openAccount, type Account } from './account.ts'
import { Backend, type ObservedRepair } from './backend.ts'
import { anyCommand, perform, type Performance, type Theatre } from './commands.ts'
import { Dice } from './dice.ts'
import { NO_TROUBLE, type Trouble } from './network.ts'
import {
  customerComes,
  customerLeaves,
  customerWrites,
  endChat,
  goTo,
  liveOn,
  type Chat,
  type Manners,
} from './people.ts'
import { VirtualTime } from './virtual-time.ts'

/** What came of a run. The same seed and options give the same, to the letter. */
export interface Run {
  readonly seed: number
  readonly violations: readonly string[]
  /** What happened, a line each. */
  readonly log: readonly string[]
  readonly commands: number
  readonly repairs: readonly string[]
}

export interface RunOptions {
  readonly seed: number
  /** Switches that are not left to the seed. */
  readonly assumptions?: Partial<Assumptions>
}

const START_MS = Date.UTC(2026, 0, 31, 9, 30)
const ACTS = 10
const STORM_MS = 150_000
const BETWEEN_LOOKS_MS_MAX = 15_000

/** Long enough for every grace, every ring and every way back after the last thing that happens. */
const CALM_MS = 45 * 60_000

/** Once nothing has been mended for so long, nothing will be. */
const WELL_FOR_MS = 10 * 60_000

const CALM_MANNERS: Manners = { accepts: 1, declines: 0 }

/** Plays one conversation: a storm of commands, people and faults, and the calm after it, in which all must settle. */
export function playSeed({ seed, assumptions = {} }: RunOptions): Promise<Run> {
  const time = new VirtualTime(START_MS)
  return time.passUntil(play(time, seed, assumptions))
}

async function play(time: VirtualTime, seed: number, assumptions: Partial<Assumptions>): Promise<Run> {
  const dice = new Dice(seed)
  const feature = anyFeature(dice)
  const { policy } = readPolicy({ custom_data: { features: { conversation_transfer: feature } } })
  const account = await openAccount({ time, seed, feature, assumptions: { ...anyAssumptions(dice), ...assumptions } })
  const chat = await customerComes(account)
  const storm = anyTrouble(dice)
  const stage = { isStormy: true, isOver: false }
  const theatre: Theatre = { account, dice, time, chat, trouble: () => (stage.isStormy ? storm : NO_TROUBLE) }
  const log: string[] = []
  const manners = { accepts: 0.4 + 0.5 * dice.chance(), declines: 0.2 * dice.chance() }
  const people = liveOn(
    { account, dice, time, chat },
    () => (stage.isStormy ? manners : CALM_MANNERS),
    () => stage.isOver,
  )
  const backend = new Backend(theatre)
  const performances = await stormy({ theatre, backend, policy, log })
  stage.isStormy = false
  await everybodyIsBack(account)
  const rounds = await settleDown({ theatre, backend, policy, log })
  stage.isOver = true
  await people
  return {
    seed,
    violations: violationsOf({ account, chat, backend, performances, rounds }),
    log,
    commands: performances.length,
    repairs: backend.repairs.map(({ rule }) => rule),
  }
}

interface Scene {
  readonly theatre: Theatre
  readonly backend: Backend
  readonly policy: Policy
  readonly log: string[]
}

async function stormy(scene: Scene): Promise<Performance[]> {
  const { theatre } = scene
  const endsAtMs = theatre.time.now() + STORM_MS
  const acts = Array.from({ length: ACTS }, (_, number) => act(scene, number))
  const looks = lookNowAndThen(scene, endsAtMs)
  const performances = (await Promise.all(acts)).flat()
  await looks
  return performances
}

/** At some moment of the storm somebody does something; perhaps two at once, perhaps the same thing twice. */
async function act(scene: Scene, number: number): Promise<Performance[]> {
  const { theatre } = scene
  const { dice, time, account } = theatre
  await time.wait(dice.integer(2_000, STORM_MS - 30_000))
  if (dice.happens(0.25)) await happening(scene)
  const command = anyCommand(theatre, number)
  if (command === undefined) return []
  const diesAfter = dice.happens(0.1) ? dice.integer(8, 24) : undefined
  const repeats = dice.happens(0.25) ? 1 : 0
  const other = dice.happens(0.3) ? anyCommand(theatre, number + ACTS) : undefined
  if (dice.happens(0.1)) await goTo(account, command.caller.workerSid, 'Offline').catch(() => undefined)
  return Promise.all([
    told(scene, command, diesAfter),
    ...Array.from({ length: repeats }, (_, index) =>
      told(scene, { ...command, requestId: `${command.requestId}-${index}` }),
    ),
    ...(other === undefined ? [] : [told(scene, other)]),
  ])
}

async function told({ theatre, log }: Scene, command: Command, diesAfter?: number): Promise<Performance> {
  const performance = await perform(theatre, command, diesAfter)
  const { answer } = performance
  const what = answer === undefined ? 'died' : answer.result === 'refused' ? `refused ${answer.code}` : answer.result
  log.push(`${theatre.time.now() - START_MS} ${command.kind} by ${command.caller.workerSid.slice(-4)}: ${what}`)
  return performance
}

/** What else happens in a contact center. */
async function happening({ theatre, log }: Scene): Promise<void> {
  const { account, chat, dice, time } = theatre
  const what = dice.one(['writes', 'writes', 'writes', 'writes', 'overwrites', 'leaves', 'ends'] as const)
  log.push(`${time.now() - START_MS} ${what}`)
  const { conversationSid } = chat
  const happens = {
    writes: () => customerWrites(account, conversationSid, 'Are you there?'),
    leaves: () => customerLeaves(account, conversationSid),
    ends: () => endChat(account, chat),
    overwrites: async () => {
      const fields = { Attributes: '{"topic":"lamp","parkedBy":"another program"}' }
      await account.call('POST', `conversations.twilio.com/v1/Conversations/${conversationSid}`, fields)
    },
  }
  // Some of it is not possible any more when its time has come.
  await happens[what]().catch(() => undefined)
}

async function lookNowAndThen({ theatre, backend, policy, log }: Scene, untilMs: number): Promise<void> {
  const { time, dice } = theatre
  while (time.now() < untilMs) {
    await time.wait(dice.integer(1_000, BETWEEN_LOOKS_MS_MAX))
    const repaired = await backend.look(policy)
    if (repaired !== undefined) log.push(`${time.now() - START_MS} repair ${repaired}`)
  }
}

async function everybodyIsBack(account: Account): Promise<void> {
  for (const { sid, name } of account.contactCenter.workers) {
    if (name !== 'supervisor') await goTo(account, workerSid.parse(sid), 'Available').catch(() => undefined)
  }
}

interface Round {
  readonly repaired: string | undefined
}

async function settleDown({ theatre, backend, policy, log }: Scene): Promise<Round[]> {
  const { time } = theatre
  const untilMs = time.now() + CALM_MS
  let lastRepairAtMs = time.now()
  const rounds: Round[] = []
  while (time.now() < untilMs && time.now() - lastRepairAtMs < WELL_FOR_MS) {
    const repaired = await backend.look(policy)
    rounds.push({ repaired })
    if (repaired !== undefined) {
      lastRepairAtMs = time.now()
      log.push(`${time.now() - START_MS} repair ${repaired}`)
    }
    await time.wait(Math.max(1_000, Math.min(backend.lookAgainAtMs - time.now(), 60_000)))
  }
  return rounds
}

interface Outcome {
  readonly account: Account
  readonly chat: Chat
  readonly backend: Backend
  readonly performances: readonly Performance[]
  readonly rounds: readonly Round[]
}

function violationsOf({ account, chat, backend, performances, rounds }: Outcome): string[] {
  const { last } = backend
  const isOurs = last !== undefined && ['active', 'closed', 'failed'].includes(last.channel.status)
  const states = isOurs
    ? STATE_INVARIANTS.flatMap(({ name, violations }) => violations(last).map((sentence) => `${name}: ${sentence}`))
    : []
  const answers = performances.flatMap((one) => answered(account, one))
  const topic = account.emulator.world.conversations.conversations.get(chat.conversationSid)?.attributes
  const lost = topic === undefined || topic.includes('"topic":"lamp"') ? [] : ['nothing-lost: the topic is gone']
  return [...states, ...answers, ...lost, ...backend.repairs.flatMap(harms), ...settlingViolations(rounds)]
}

function answered(account: Account, { command, answer, effects }: Performance): string[] {
  if (answer === undefined) return []
  const transferId = 'transferId' in command ? command.transferId : undefined
  const { taskrouter, interactions } = account.emulator.world
  const rows = interactions.invites.all().filter(({ taskSid }) => {
    const attributes = taskrouter.tasks.get(taskSid)?.attributes
    // A task that has been deleted since cannot be held against the answer.
    return attributes === undefined || attributes.includes(`"transferId":"${transferId}"`)
  })
  const invites = rows.map(({ sid, taskSid }) => ({
    inviteSid: sid,
    taskSid,
    createdAtMs: 0,
    mark: undefined,
    target: undefined,
  })) as never
  const said = answerViolations(answer, { invites, changed: effects.length > 0 })
  return said.map((sentence) => `answers-are-true: ${command.kind}: ${sentence} (${effects.join(', ')})`)
}

/** The rules that take out somebody who serves, because somebody asked for it or because they are there twice. */
const MAY_TAKE_OUT: ReadonlySet<string> = new Set(['sender-not-released', 'same-worker-twice'])
const MAY_CLOSE: ReadonlySet<string> = new Set(['conversation-closed', 'customer-gone'])

function harms({ rule, steps, serving }: ObservedRepair): string[] {
  return steps.flatMap((step) => {
    if (step.kind === 'closeParticipant' && !MAY_TAKE_OUT.has(rule)) {
      const hit = serving.find(({ participantSid }) => participantSid === step.participantSid)
      return hit === undefined ? [] : [`no-harm: ${rule} closes ${hit.participantSid}, who serves the customer`]
    }
    const closes = step.kind === 'closeChannel' && !MAY_CLOSE.has(rule) && serving.length > 0
    return closes ? [`no-harm: ${rule} closes the channel under ${serving.length} agents`] : []
  })
}

function anyFeature(dice: Dice): Readonly<Record<string, unknown>> {
  return {
    enabled: true,
    cold_transfer: true,
    multi_participant: true,
    release: dice.one(['immediate', 'on_accept']),
    wrapup: dice.one(['closed', 'wrapup']),
    stranded: dice.one(['close', 'inactive', 'requeue']),
  }
}

function anyTrouble(dice: Dice): Trouble {
  const worst = dice.one([0, 0.02, 0.08])
  return {
    refused: worst * dice.chance(),
    failedAfter: worst * dice.chance(),
    cut: worst * dice.chance(),
    latencyMsMax: dice.one([20, 150, 600]),
  }
}

/** Every switch of the emulator that has two readings, one way or the other; delays keep their defaults. */
function anyAssumptions(dice: Dice): Partial<Assumptions> {
  const drawn = Object.entries(ASSUMPTION_VALUES).flatMap(([name, values]) =>
    Array.isArray(values) && dice.happens(0.3) ? [[name, dice.one(values as readonly unknown[])] as const] : [],
  )
  return Object.fromEntries(drawn)
}
