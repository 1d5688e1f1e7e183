import { createFlexToken } from '../services/iam/tokens.ts'
import { reservationsOfTask } from '../services/taskrouter/reservation-row.ts'
import { createReservation } from '../services/taskrouter/reservations.ts'
import type { Reservation } from '../services/taskrouter/state.ts'
import { isObject } from '../transports/rest/parameters.ts'
import type { TestAnswer, TestEmulator } from './test-client.ts'

/** How long a test lets pass where the lists of the Interactions API, which are behind, must have caught up. */
export const SETTLED_MS = 1000

/** A customer who wrote by SMS, and the interaction that came of it. */
export interface TestInteraction {
  readonly conversationSid: string
  readonly interactionSid: string
  readonly channelSid: string
  readonly taskSid: string
  /** `/v1/Interactions/KD../Channels/UO..`. */
  readonly channelPath: string
}

/** Makes a conversation with a customer and an interaction whose first task is for `worker` alone. */
export async function startInteraction(emulator: TestEmulator, worker: string): Promise<TestInteraction> {
  const conversationSid = await startConversation(emulator)
  const channel = { type: 'sms', initiated_by: 'customer', properties: { media_channel_sid: conversationSid } }
  const answer = await emulator.call('flex-api.twilio.com', '/v1/Interactions', {
    form: { Channel: JSON.stringify(channel), Routing: routingFor(emulator, worker) },
  })
  const interactionSid = textAt(answer, 'sid')
  const channelSid = textAt(answer, 'channel', 'sid')
  return {
    conversationSid,
    interactionSid,
    channelSid,
    taskSid: textAt(answer, 'routing', 'properties', 'sid'),
    channelPath: `/v1/Interactions/${interactionSid}/Channels/${channelSid}`,
  }
}

const CUSTOMERS_NUMBER = '+15550000001'
const OWN_NUMBER = '+15550009999'

export async function startConversation(emulator: TestEmulator, address = CUSTOMERS_NUMBER): Promise<string> {
  const conversation = await emulator.call('conversations.twilio.com', '/v1/Conversations', { form: {} })
  const sid = textAt(conversation, 'sid')
  await emulator.call('conversations.twilio.com', `/v1/Conversations/${sid}/Participants`, {
    form: { 'MessagingBinding.Address': address, 'MessagingBinding.ProxyAddress': OWN_NUMBER },
  })
  return sid
}

/** The text of `Routing` that sends a task to one worker. */
export function routingFor(emulator: TestEmulator, worker: string, attributes: object = {}): string {
  const { workspaceSid, workflowSid } = emulator.contactCenter
  const properties = {
    workspace_sid: workspaceSid,
    workflow_sid: workflowSid,
    worker_sid: workerSid(emulator, worker),
    task_channel_unique_name: 'chat',
    attributes,
  }
  return JSON.stringify({ properties })
}

/** Invites the worker into the channel. */
export async function invite(
  emulator: TestEmulator,
  { channelPath }: TestInteraction,
  worker: string,
): Promise<WorkerTask> {
  const answer = await emulator.call('flex-api.twilio.com', `${channelPath}/Invites`, {
    form: { Routing: routingFor(emulator, worker) },
  })
  return { worker, taskSid: textAt(answer, 'routing', 'properties', 'sid') }
}

/** A task and the worker whom it is for. */
export interface WorkerTask {
  readonly worker: string
  readonly taskSid: string
}

/** Lets the task ring at the worker, and has the worker answer it as the Flex UI does. */
export async function answerRing(
  emulator: TestEmulator,
  { channelPath }: TestInteraction,
  { worker, taskSid, action = 'accept' }: WorkerTask & { readonly action?: 'accept' | 'decline' },
): Promise<TestAnswer> {
  const reservation = ring(emulator, { worker, taskSid })
  const [inviteSid] = emulator.world.interactions.inviteIndex.sids(taskSid)
  return emulator.call('flex-api.twilio.com', `${channelPath}/Invites/${inviteSid}`, {
    json: { action, routing: { type: 'taskrouter', reservation: { sid: reservation.sid } } },
    headers: asWorker(emulator, worker),
  })
}

/** An interaction with these agents inside. */
export async function startWithAgents(
  emulator: TestEmulator,
  ...workers: readonly [string, ...string[]]
): Promise<TestInteraction & { readonly tasks: readonly string[] }> {
  const interaction = await startInteraction(emulator, workers[0])
  await answerRing(emulator, interaction, { worker: workers[0], taskSid: interaction.taskSid })
  const tasks = [interaction.taskSid]
  for (const worker of workers.slice(1)) {
    const task = await invite(emulator, interaction, worker)
    await answerRing(emulator, interaction, task)
    tasks.push(task.taskSid)
  }
  emulator.clock.advanceBy(SETTLED_MS)
  return { ...interaction, tasks }
}

/** The reservation by which the task rings at the worker: the one that routing made, or else one made here. */
export function ring(emulator: TestEmulator, { worker, taskSid }: WorkerTask): Reservation {
  const { world, clock } = emulator
  clock.advanceBy(SETTLED_MS)
  const ofTask = reservationsOfTask(world, taskSid)
  const sid = workerSid(emulator, worker)
  const made = ofTask.find(({ status, workerSid: holder }) => status === 'pending' && holder === sid)
  const task = world.taskrouter.tasks.get(taskSid)
  const row = world.taskrouter.workers.get(sid)
  if (task === undefined || row === undefined) throw new Error(`There is no task ${taskSid} to ring at ${worker}.`)
  return made ?? createReservation(world, task, { worker: row, timeoutSeconds: 120 })
}

/** The participant sid of the agent whom this task brought in. */
export function agentOf(emulator: TestEmulator, taskSid: string): string {
  const [sid] = emulator.world.interactions.participantIndex.sids(taskSid)
  if (sid === undefined) throw new Error(`No agent has joined by task ${taskSid}.`)
  return sid
}

/** The headers of a request that the Flex UI of this worker makes. */
export function asWorker(emulator: TestEmulator, worker: string): Record<string, string> {
  const token = createFlexToken(emulator.world, workerSid(emulator, worker))
  return { Authorization: `Basic ${Buffer.from(`token:${token.sid}`).toString('base64')}` }
}

export function workerSid(emulator: TestEmulator, name: string): string {
  const worker = emulator.contactCenter.workers.find((candidate) => candidate.name === name)
  if (worker === undefined) throw new Error(`The contact center has no worker ${name}.`)
  return worker.sid
}

/** The rows of a list, such as `participants`. */
export function rowsAt({ body }: TestAnswer, key: string): readonly Readonly<Record<string, unknown>>[] {
  const rows = body[key]
  return Array.isArray(rows) ? rows.filter(isObject) : []
}

/** The text at a path of the answer's body. */
export function textAt({ body }: TestAnswer, ...path: readonly string[]): string {
  let value: unknown = body
  for (const name of path) value = isObject(value) ? value[name] : undefined
  if (typeof value !== 'string') throw new Error(`No text at ${path.join('.')} of ${JSON.stringify(body)}`)
  return value
}
