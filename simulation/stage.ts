import { createEmulator, type ContactCenter, type Emulator, type World } from '@conversation-transfer/twilio-emulator'
import {
  readPolicy,
  workflowSid,
  workspaceSid,
  type ParticipantSid,
  type Policy,
} from '@conversation-transfer/transfer'
import type { GatewaySettings } from '@conversation-transfer/twilio-gateway'
import { Chance } from './chance.ts'
import { EMULATOR_URL, Network, type Call, type CallAnswer } from './network.ts'
import { Process } from './process.ts'
import type { RunTime } from './run-time.ts'
import type { Scenario } from './scenario.ts'
import { Story } from './story.ts'
import { NO_TROUBLE, type TroubleRates } from './trouble.ts'
import type { Chat } from './truth.ts'
import type { VirtualTime } from './virtual-time.ts'

/** A Function dies after as many calls at most, if it is one that dies. */
const CALLS_BEFORE_DEATH_MAX = 30

/** What a stage stands on: an account, and the time that it goes by. */
export interface Ground {
  readonly emulator: Pick<Emulator, 'world' | 'fetch'>
  readonly contactCenter: ContactCenter
  readonly time: RunTime
}

/** An account of its own in this process; what its webhooks would tell, whoever plays takes from its feed. */
export function virtualGround({ seed, assumptions }: Scenario, time: VirtualTime): Ground {
  const deliver = (): Promise<{ kind: 'answered'; status: number }> =>
    Promise.resolve({ kind: 'answered', status: 200 })
  const emulator = createEmulator({ clock: time.clock, seed, assumptions, deliver })
  return { emulator, contactCenter: emulator.contactCenter, time }
}

/** Everything that a run plays on. */
export class Stage {
  readonly scenario: Scenario
  readonly time: RunTime
  readonly story: Story
  readonly world: World
  readonly contactCenter: ContactCenter
  readonly network: Network
  readonly settings: GatewaySettings
  readonly policy: Policy
  readonly chats: Chat[] = []
  /** Participants whose going somebody has asked for, and how many have and were not refused. */
  readonly asked = new Map<ParticipantSid, number>()
  /** Messages that Twilio has said to have. */
  readonly messages = new Set<string>()
  /** What was found broken. */
  readonly violations: string[] = []
  readonly counts = { commands: 0, done: 0, refused: 0, failed: 0, crashes: 0, repairs: 0, alarms: 0 }
  isStorm = true
  readonly #chance: Chance
  readonly #people: Network
  #numbers = 0
  #customers = 0

  constructor(scenario: Scenario, { emulator, contactCenter, time }: Ground) {
    this.scenario = scenario
    this.time = time
    this.#chance = new Chance(scenario.seed)
    this.story = new Story(() => time.passedMs)
    const { story } = this
    this.world = emulator.world
    this.contactCenter = contactCenter
    const features = { conversation_transfer: scenario.configuration }
    this.world.flex.configuration = { ui_attributes: { custom_data: { features } } }
    this.policy = readPolicy(this.world.flex.configuration['ui_attributes']).policy
    const network = { emulator, time, story }
    this.network = new Network({ ...network, chance: this.part(), rates: scenario.trouble })
    this.#people = new Network({ ...network, chance: this.part(), rates: NO_TROUBLE })
    this.settings = settingsOf(this.contactCenter)
  }

  /** How much goes wrong now. */
  get trouble(): TroubleRates {
    return this.isStorm ? this.scenario.trouble : NO_TROUBLE
  }

  part(): Chance {
    return this.#chance.part()
  }

  /** Another number each time. */
  number(): number {
    this.#numbers += 1
    return this.#numbers
  }

  /** From 0. Two who come at the same moment are two: an address can be in one conversation only. */
  customerNumber(): number {
    this.#customers += 1
    return this.#customers - 1
  }

  storm(): void {
    this.isStorm = true
    this.network.setRates(this.scenario.trouble)
  }

  calm(): void {
    this.isStorm = false
    this.network.setRates(NO_TROUBLE)
    this.story.tell('simulation', 'all is calm')
  }

  process(name: string, chance: Chance): Process {
    const dies = chance.happens(this.trouble.crash)
    const diesAfterCalls = dies ? chance.between(0, CALLS_BEFORE_DEATH_MAX) : undefined
    return new Process({ name, network: this.network, time: this.time, chance: chance.part(), diesAfterCalls })
  }

  /** A call of the Flex UI's, of a customer's or of somebody else's system: it takes time, and it arrives. */
  call(name: string, call: Pick<Call, 'method' | 'uri' | 'data'> & { readonly json?: boolean }): Promise<CallAnswer> {
    const { json, ...rest } = call
    const { hostname, pathname, search } = new URL(rest.uri)
    const sender = { name, isAlive: () => true, onEffect: () => undefined }
    const { accountSid, authToken } = this.settings
    const type = json === true ? 'application/json' : 'application/x-www-form-urlencoded'
    return this.#people.send(sender, {
      ...rest,
      uri: `${EMULATOR_URL}/__twilio/${hostname}${pathname}${search}`,
      username: accountSid,
      password: authToken,
      headers: rest.data === undefined ? {} : { 'Content-Type': type },
    })
  }

  ask(participantSid: ParticipantSid): void {
    this.asked.set(participantSid, (this.asked.get(participantSid) ?? 0) + 1)
  }

  /** Who was refused has asked for nothing. */
  unask(participantSid: ParticipantSid): void {
    const left = (this.asked.get(participantSid) ?? 0) - 1
    if (left > 0) this.asked.set(participantSid, left)
    else this.asked.delete(participantSid)
  }

  violated(what: string): void {
    const line = `${(this.time.passedMs / 1000).toFixed(3)} s: ${what}`
    this.violations.push(line)
    this.story.tell('VIOLATION', what)
  }
}

function settingsOf({ accountSid, authToken, ...center }: ContactCenter): GatewaySettings {
  return {
    accountSid,
    authToken,
    workspaceSid: workspaceSid.parse(center.workspaceSid),
    workflowSid: workflowSid.parse(center.workflowSid),
    baseUrl: EMULATOR_URL,
  }
}
