import { eventually } from '@conversation-transfer/demo'
import type { Twilio } from 'twilio'
import { addConversation, conversation } from './conversation-scene.ts'
import type { Scene } from './scene.ts'
import { accept, addQueue, addWorker, addWorkflow, ringing, type AddedWorker } from './taskrouter-scene.ts'

type Interactions = Twilio['flexApi']['v1']['interaction']
export type Channel = ReturnType<ReturnType<Interactions>['channels']>
type Participant = Awaited<ReturnType<Channel['participants']['list']>>[number]

/** A customer's chat, whose first task looks for an agent. */
export interface Chat {
  readonly interactionSid: string
  readonly channelSid: string
  readonly conversationSid: string
  readonly taskSid: string
  readonly workflowSid: string
  readonly queueSid: string
  readonly worker: AddedWorker
  readonly channel: Channel
}

/** A webchat customer has written, and one agent is there to answer. */
export async function addChat(
  scene: Scene,
  attributes: Readonly<Record<string, unknown>> = {},
  reservationSeconds?: number,
): Promise<Chat> {
  const queueSid = await addQueue(scene, 'queue')
  const worker = await addWorker(scene, 'agent')
  const workflowSid = await addWorkflow(scene, { default_filter: { queue: queueSid } }, reservationSeconds)
  const conversationSid = await addConversation(scene)
  await conversation(scene, conversationSid).participants.create({ identity: scene.identity('customer') })
  const interaction = await scene.subject.twilio.flexApi.v1.interaction.create({
    channel: { type: 'web', initiated_by: 'customer', properties: { media_channel_sid: conversationSid } },
    routing: routingTo(scene, workflowSid, attributes),
  })
  const interactionSid = interaction.sid
  const channelSid = textAt(interaction.channel, 'sid')
  const channel = channelOf(scene, interactionSid, channelSid)
  scene.afterwards(`the interaction ${interactionSid}`, () =>
    channel.update({ status: 'closed', routing: { status: 'closed' } }).catch(acceptClosed),
  )
  const taskSid = textAt(propertiesOf(interaction.routing), 'sid')
  afterwardsRemoveTask(scene, taskSid)
  return { interactionSid, channelSid, conversationSid, taskSid, workflowSid, queueSid, worker, channel }
}

export function channelOf(scene: Scene, interactionSid: string, channelSid: string): Channel {
  return scene.subject.twilio.flexApi.v1.interaction(interactionSid).channels(channelSid)
}

/** The chat with its agent inside. */
export async function addAnsweredChat(scene: Scene): Promise<Chat & { readonly participantSid: string }> {
  const chat = await addChat(scene)
  await accept(scene, await ringing(scene, chat.taskSid))
  const { sid } = await agentOf(chat, chat.worker.sid)
  return { ...chat, participantSid: sid }
}

/** Waits until the worker is seen in the channel. */
export function agentOf({ channel }: Pick<Chat, 'channel'>, workerSid: string): Promise<Participant> {
  return eventually('the agent is in the channel', async () => {
    const participants = await channel.participants.list()
    return participants.find((participant) => routedTo(participant) === workerSid)
  })
}

/** Waits until the worker is not seen in the channel any more. */
export async function agentIsGone({ channel }: Pick<Chat, 'channel'>, workerSid: string): Promise<void> {
  await eventually('the agent is out of the channel', async () => {
    const participants = await channel.participants.list()
    return participants.some((participant) => routedTo(participant) === workerSid) ? undefined : true
  })
}

/** The worker whom an agent participant stands for. */
function routedTo({ routingProperties }: Participant): string | undefined {
  const routing: unknown = routingProperties
  return isObject(routing) ? String(routing['worker_sid']) : undefined
}

/** An invite to whoever the workflow finds, or to what `target` names. Returns the invite's sid and its task's. */
export async function invite(
  scene: Scene,
  chat: Chat,
  attributes: Readonly<Record<string, unknown>>,
  target: Readonly<Record<string, string>> = {},
): Promise<{ readonly sid: string; readonly taskSid: string }> {
  const { properties } = routingTo(scene, chat.workflowSid, attributes)
  const created = await chat.channel.invites.create({ routing: { properties: { ...properties, ...target } } })
  const taskSid = textAt(propertiesOf(created.routing), 'sid')
  afterwardsRemoveTask(scene, taskSid)
  return { sid: created.sid, taskSid }
}

export function routingTo(
  { subject, run }: Scene,
  workflowSid: string,
  attributes: Readonly<Record<string, unknown>>,
): { readonly properties: Readonly<Record<string, unknown>> } {
  return {
    properties: {
      workspace_sid: subject.workspaceSid,
      workflow_sid: workflowSid,
      task_channel_unique_name: 'default',
      attributes: { parityRun: run, ...attributes },
    },
  }
}

/** A task's attributes, decoded. */
export async function attributesOf(scene: Scene, taskSid: string): Promise<Readonly<Record<string, unknown>>> {
  const { attributes } = await scene.workspace.tasks(taskSid).fetch()
  const value: unknown = JSON.parse(attributes)
  if (!isObject(value)) throw new Error(`The attributes of ${taskSid} are not an object: ${attributes}`)
  return value
}

function propertiesOf(routing: unknown): unknown {
  return isObject(routing) ? routing['properties'] : undefined
}

function textAt(value: unknown, name: string): string {
  const text = isObject(value) ? value[name] : undefined
  if (typeof text !== 'string') throw new Error(`'${name}' is missing in ${JSON.stringify(value)}`)
  return text
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What becomes of the tasks of a closed channel depends on what was tested. */
function afterwardsRemoveTask(scene: Scene, taskSid: string): void {
  scene.afterwards(`the task ${taskSid}`, () => scene.workspace.tasks(taskSid).remove())
}

/** Closing a channel that the behaviour itself has closed may be refused. */
function acceptClosed(error: unknown): void {
  if (!(error instanceof Error && 'status' in error && (error.status === 409 || error.status === 400))) throw error
}
