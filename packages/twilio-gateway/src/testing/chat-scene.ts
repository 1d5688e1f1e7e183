import {
  agentsInside,
  channelSid,
  conversationSid,
  interactionSid,
  taskSid,
  workflowSid,
  workspaceSid,
  type ObservedTask,
  type Observation,
  type PresentTask,
  type TaskSid,
} from '@conversation-transfer/transfer'
import { createEmulator, VirtualClock, type Assumptions, type Emulator } from '@conversation-transfer/twilio-emulator'
import type { Twilio } from 'twilio'
import { createAccountGateway, type AccountGateway } from '../account-gateway.ts'
import { CallMeter } from '../call-meter.ts'
import { createGateway, type Gateway } from '../gateway.ts'
import type { ObservationRequest } from '../observe.ts'
import type { Time } from '../time.ts'
import { createTwilioClient } from '../twilio-client.ts'
import { emulatedConnections } from './emulated-connections.ts'
import { virtualTime } from './virtual-time.ts'

/** By then routing is done, and Twilio's lists, which are behind, show what there is. */
const SETTLED_MS = 1_000

/** Alice in conversation with a customer, in an emulator on virtual time. */
export interface ChatScene {
  readonly emulator: Emulator
  readonly clock: VirtualClock
  readonly time: Time
  readonly gateway: Gateway
  /** For questions about the account as a whole. */
  readonly account: AccountGateway
  readonly twilio: Twilio
  readonly request: ObservationRequest
  /** What the gateway sees now. */
  readonly observe: () => Promise<Observation>
  /** Has whoever it rings at take the task, and lets it settle. */
  readonly accept: (taskSid: string) => Promise<void>
  /** How many invites there are, whatever lists show; the first task is one. */
  readonly invites: () => number
  /** The bodies of all calls, as they were sent. */
  readonly sent: readonly string[]
  readonly gatewayUntil: (deadlineMs: number, settings?: object) => Gateway
}

export async function chatScene({
  assumptions = {},
}: { readonly assumptions?: Partial<Assumptions> } = {}): Promise<ChatScene> {
  const clock = new VirtualClock(Date.UTC(2026, 0, 31, 9, 30))
  const emulator = createEmulator({ clock, seed: 1, assumptions })
  const time = virtualTime(clock)
  const { contactCenter } = emulator
  const settings = {
    accountSid: contactCenter.accountSid,
    authToken: contactCenter.authToken,
    workspaceSid: workspaceSid.parse(contactCenter.workspaceSid),
    workflowSid: workflowSid.parse(contactCenter.workflowSid),
    baseUrl: 'http://emulator',
  }
  const sent: string[] = []
  const connections = emulatedConnections(async (call) => {
    sent.push(await call.clone().text())
    return emulator.fetch(call)
  })
  const chance = (): number => 0.5
  const gatewayUntil = (deadlineMs: number, changed: object = {}): Gateway =>
    createGateway({ settings: { ...settings, ...changed }, connections, time, chance, deadlineMs })
  const unhurried = { time, chance, deadlineMs: Number.POSITIVE_INFINITY, meter: new CallMeter() }
  const twilio = createTwilioClient(settings, { connections, ...unhurried })
  const gateway = gatewayUntil(Number.POSITIVE_INFINITY)
  const accept = async (sid: string): Promise<void> => {
    const { reservations } = twilio.taskrouter.v1.workspaces(settings.workspaceSid).tasks(sid)
    const [ringing] = await reservations.list({ reservationStatus: 'pending' })
    if (ringing === undefined) return failed(`${sid} rings at nobody.`)
    // A row of the SDK's list does not know its own sid, so it cannot be updated itself.
    await reservations(ringing.sid).update({ reservationStatus: 'accepted' })
    clock.advanceBy(SETTLED_MS)
  }
  const request = await startChat(twilio, { ...settings, emulator })
  clock.advanceBy(SETTLED_MS)
  for (const sid of request.taskSids) await accept(sid)
  return {
    emulator,
    clock,
    time,
    gateway,
    account: createAccountGateway({ settings, connections, ...unhurried }),
    twilio,
    request,
    accept,
    sent,
    gatewayUntil,
    observe: () => gateway.observe({ ...request, taskSids: [] }),
    invites: () => emulator.world.interactions.invites.all().length,
  }
}

interface Start {
  readonly workspaceSid: string
  readonly emulator: Emulator
}

async function startChat(twilio: Twilio, { workspaceSid: workspace, emulator }: Start): Promise<ObservationRequest> {
  const { sid: conversation } = await twilio.conversations.v1.conversations.create()
  const binding = { 'messagingBinding.address': '+15550000001', 'messagingBinding.proxyAddress': '+15550009999' }
  await twilio.conversations.v1.conversations(conversation).participants.create(binding)
  const channel = { type: 'sms', initiated_by: 'customer', properties: { media_channel_sid: conversation } }
  const { contactCenter } = emulator
  const properties = {
    workspace_sid: workspace,
    workflow_sid: contactCenter.assignWorkflowSid,
    worker_sid: workerNamed(emulator, 'alice'),
    task_channel_unique_name: 'chat',
    attributes: {},
  }
  const interaction = await twilio.flexApi.v1.interaction.create({ channel, routing: { properties } })
  const { routing: made, channel: opened } = interaction as unknown as {
    routing: { properties: { sid: string } }
    channel: { sid: string }
  }
  return {
    interactionSid: interactionSid.parse(interaction.sid),
    channelSid: channelSid.parse(opened.sid),
    conversationSid: conversationSid.parse(conversation),
    taskSids: [taskSid.parse(made.properties.sid)],
  }
}

export function workerNamed({ contactCenter }: Emulator, name: string): string {
  return contactCenter.workers.find((worker) => worker.name === name)?.sid ?? failed(`There is no ${name}.`)
}

export function queueNamed({ contactCenter }: Emulator, name: string): string {
  return contactCenter.queues.find((queue) => queue.name === name)?.sid ?? failed(`There is no queue ${name}.`)
}

/** Writes a key with a number that JavaScript cannot hold into the attributes of the first task. */
export async function addLongNumber({ twilio, emulator, request, clock }: ChatScene): Promise<void> {
  const [sid = ''] = request.taskSids
  const { attributes = '{}' } = emulator.world.taskrouter.tasks.get(sid) ?? {}
  const workspace = twilio.taskrouter.v1.workspaces(emulator.contactCenter.workspaceSid)
  await workspace.tasks(sid).update({ attributes: attributes.replace(/^\{/, `{${LONG_NUMBER},`) })
  clock.advanceBy(SETTLED_MS)
}

export const LONG_NUMBER = '"order":12345678901234567890'

export function insider(
  observation: Observation,
): Pick<ReturnType<typeof agentsInside>[number], 'participant' | 'task' | 'workerSid'> {
  return agentsInside(observation)[0] ?? failed('Nobody is inside.')
}

export function presentTask(observation: Observation, sid: TaskSid): PresentTask {
  const found: ObservedTask | undefined = observation.tasks.find((task) => task.sid === sid)
  return found === undefined || found.status === 'gone' ? failed(`There is no task ${sid}.`) : found
}

/** Makes calls fail: `fault` is the body of the emulator's `POST /faults`. */
export async function disturb({ emulator }: ChatScene, fault: object): Promise<void> {
  const body = JSON.stringify(fault)
  const response = await emulator.fetch(new Request('http://emulator/__emulator/faults', { method: 'POST', body }))
  if (response.status !== 201) failed(await response.text())
}

export function failed(message: string): never {
  throw new Error(message)
}
