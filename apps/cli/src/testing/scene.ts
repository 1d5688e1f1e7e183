import { startEmulator, VirtualClock, type RunningEmulator } from '@conversation-transfer/twilio-emulator'
import { configureFlex, installWorkflow } from '@conversation-transfer/local-installation'
import {
  channelSid,
  conversationSid,
  interactionSid,
  taskSid,
  type Observation,
  type Step,
  type TaskSid,
} from '@conversation-transfer/transfer'
import { Connections, type ObservationRequest, type Time } from '@conversation-transfer/twilio-gateway'
import { openAccount, type Account } from '../account/account.ts'
import type { ExitCode } from '../exit-code.ts'
import { runProgram } from '../program.ts'
import type { Records } from '../records/records.ts'
import type { Surroundings } from '../surroundings.ts'

/** After this, all that happens by itself has happened, and no list of the emulator is behind any more. */
export const SETTLED_MS = 3_000

/** What a run of the program printed, and what it ended with. */
export interface Ran {
  readonly exitCode: ExitCode
  readonly printed: string
  readonly complained: string
}

/** An emulated account over HTTP, on time that moves only when it is told to, and whatever the program has around it. */
export interface Scene {
  readonly emulator: RunningEmulator
  readonly clock: VirtualClock
  readonly account: Account
  readonly surroundings: Surroundings
  readonly files: Map<string, string>
  /** Questions that were asked; answered with what stands in `answers`, in turn. */
  readonly questions: string[]
  readonly answers: (boolean | undefined)[]
  run(...args: readonly string[]): Promise<Ran>
  close(): Promise<void>
}

export interface SceneOptions {
  readonly feature?: Readonly<Record<string, unknown>>
  readonly records?: Records
  readonly assumptions?: Parameters<typeof startEmulator>[0]['assumptions']
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Carries the account's webhooks, where somebody listens. */
  readonly deliver?: Parameters<typeof startEmulator>[0]['deliver']
}

const ALL_ON = { enabled: true, cold_transfer: true, multi_participant: true }

export async function openScene(options: SceneOptions = {}): Promise<Scene> {
  const clock = new VirtualClock(Date.UTC(2026, 0, 31, 9, 30))
  const { assumptions = {}, deliver = () => Promise.resolve({ kind: 'connect-failed' }) } = options
  const emulator = await startEmulator({ clock, seed: 1, assumptions, deliver, port: 0 })
  await installWorkflow(emulator)
  await configureFlex(emulator, { features: { conversation_transfer: { ...ALL_ON, ...options.feature } } })
  const files = new Map<string, string>()
  const [questions, answers]: [string[], (boolean | undefined)[]] = [[], []]
  const surroundings: Surroundings = {
    env: { ...environmentOf(emulator), ...options.env },
    homeFolder: '/nowhere',
    print: () => undefined,
    complain: () => undefined,
    ask: (question) => {
      questions.push(question)
      return Promise.resolve(answers.shift())
    },
    read: (path) => Promise.resolve(files.get(path)),
    write: (path, text) => {
      files.set(path, text)
      return Promise.resolve()
    },
    connections: new Connections(),
    time: virtualTime(clock),
    chance: () => 0.5,
    openRecords: () => Promise.resolve(options.records),
    onStop: () => () => undefined,
  }
  const account = await openAccount(surroundings)
  const run = (...args: readonly string[]): Promise<Ran> => runIn(surroundings, args)
  return { emulator, clock, account, surroundings, files, questions, answers, run, close: () => emulator.close() }
}

function environmentOf({ contactCenter, url }: RunningEmulator): Record<string, string> {
  return {
    TWILIO_ACCOUNT_SID: contactCenter.accountSid,
    TWILIO_AUTH_TOKEN: contactCenter.authToken,
    TWILIO_API_BASE_URL: url,
  }
}

export async function runIn(surroundings: Surroundings, args: readonly string[]): Promise<Ran> {
  let [printed, complained] = ['', '']
  const exitCode = await runProgram(args, {
    ...surroundings,
    print: (text) => {
      printed += text
    },
    complain: (text) => {
      complained += text
    },
  })
  return { exitCode, printed, complained }
}

/** Whoever waits lets time pass; a call takes none. What waits for an answer is never given up: no time passes meanwhile. */
function virtualTime(clock: VirtualClock): Time {
  return {
    now: () => clock.now(),
    wait: (durationMs) => {
      clock.advanceBy(durationMs)
      return Promise.resolve()
    },
    after: (durationMs, run) => clock.schedule(clock.now() + durationMs, run),
  }
}

const CUSTOMER = '+15550000001'

export interface Chatting {
  readonly customer?: string
  readonly agent?: string
  readonly channel?: { readonly type?: 'sms' | 'email'; readonly initiated_by?: 'customer' | 'agent' }
  /** Routing properties, in addition to the usual ones or instead of them. */
  readonly routing?: object
  /** Whether the agent accepts. */
  readonly isAccepted?: boolean
}

/** A customer writes by SMS, and Alice accepts; unless a test wants it otherwise. */
export async function startChat(
  scene: Scene,
  attributes: object = {},
  { customer = CUSTOMER, agent = 'alice', channel = {}, routing: wanted = {}, isAccepted = true }: Chatting = {},
): Promise<ObservationRequest> {
  const { account, clock, emulator } = scene
  const { client } = account
  const { sid: conversation } = await client.conversations.v1.conversations.create({
    attributes: JSON.stringify({ topic: 'delivery', ...attributes }),
  })
  await client.conversations.v1.conversations(conversation).participants.create({
    'messagingBinding.address': customer,
    'messagingBinding.proxyAddress': '+15550009999',
  })
  const interaction = await client.flexApi.v1.interaction.create({
    channel: { type: 'sms', initiated_by: 'customer', ...channel, properties: { media_channel_sid: conversation } },
    routing: {
      properties: {
        workspace_sid: account.settings.workspaceSid,
        workflow_sid: emulator.contactCenter.assignWorkflowSid,
        worker_sid: workerNamed(scene, agent),
        task_channel_unique_name: 'chat',
        attributes: { order: 12_345, customerName: 'Mary' },
        ...wanted,
      },
    },
  })
  const { routing, channel: opened } = interaction as unknown as {
    routing: { properties: { sid: string } }
    channel: { sid: string }
  }
  clock.advanceBy(SETTLED_MS)
  const task = taskSid.parse(routing.properties.sid)
  if (isAccepted) await accept(scene, task)
  return {
    interactionSid: interactionSid.parse(interaction.sid),
    channelSid: channelSid.parse(opened.sid),
    conversationSid: conversationSid.parse(conversation),
    taskSids: [task],
  }
}

/** Has whoever it rings at take the task, and lets it settle. */
export async function accept(scene: Scene, task: TaskSid, answer: 'accepted' | 'rejected' = 'accepted'): Promise<void> {
  const { client, settings } = scene.account
  const { reservations } = client.taskrouter.v1.workspaces(settings.workspaceSid).tasks(task)
  const [ringing] = await reservations.list({ reservationStatus: 'pending' })
  if (ringing === undefined) throw new Error(`${task} rings at nobody.`)
  await reservations(ringing.sid).update({ reservationStatus: answer })
  scene.clock.advanceBy(SETTLED_MS)
}

export function workerNamed({ emulator }: Scene, name: string): string {
  const worker = emulator.contactCenter.workers.find((one) => one.name === name)
  if (worker === undefined) throw new Error(`There is no ${name}.`)
  return worker.sid
}

export function queueNamed({ emulator }: Scene, name: string): string {
  const queue = emulator.contactCenter.queues.find((one) => one.name === name)
  if (queue === undefined) throw new Error(`There is no queue ${name}.`)
  return queue.sid
}

export function observe({ account }: Scene, request: ObservationRequest): Promise<Observation> {
  return account.gateway.observe(request)
}

export async function perform(scene: Scene, step: Step): Promise<void> {
  await scene.account.gateway.perform(step)
  scene.clock.advanceBy(SETTLED_MS)
}

/** The customer writes, and nobody answers. */
export async function customerWrites({ account, clock }: Scene, request: ObservationRequest): Promise<void> {
  const { messages } = account.client.conversations.v1.conversations(request.conversationSid)
  await messages.create({ author: CUSTOMER, body: 'Hello?' })
  clock.advanceBy(SETTLED_MS)
}
