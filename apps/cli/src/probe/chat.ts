import type { Twilio } from 'twilio'
import { z } from 'zod'
import type { Bench } from './bench.ts'
import { accept, addDesk, addQuietWorkflow, afterwardsRemoveTask, ringing, TASK_CHANNEL, type Desk } from './desk.ts'
import { CUSTOMER_IDENTITY } from './own-name.ts'
import { refusedWith } from './refused.ts'
import { expected } from './seen.ts'
import { Unanswerable } from './unanswerable.ts'

type Channel = ReturnType<ReturnType<Twilio['flexApi']['v1']['interaction']>['channels']>

/** A customer's conversation in Flex, whose first task looks for an agent. */
export interface Chat {
  readonly interactionSid: string
  readonly channelSid: string
  readonly conversationSid: string
  readonly workflowSid: string
  readonly taskSid: string
}

/** A chat that nobody answers, because its workflow leads to nobody. */
export async function addWaitingChat(bench: Bench): Promise<Chat> {
  const { workflowSid } = await addQuietWorkflow(bench)
  return addChat(bench, workflowSid)
}

export interface AnsweredChat extends Chat, Desk {
  readonly participantSid: string
}

/** A chat with an agent inside. */
export async function addAnsweredChat(bench: Bench, capacity = 1): Promise<AnsweredChat> {
  const desk = await addDesk(bench, capacity)
  const chat = await addChat(bench, desk.workflowSid)
  await accept(bench, await ringing(bench, chat.taskSid))
  const agent = await joined(bench, chat, chat.taskSid)
  return { ...desk, ...chat, participantSid: agent.sid }
}

export async function addChat(bench: Bench, workflowSid: string): Promise<Chat> {
  const conversationSid = await addConversation(bench)
  const interaction = await bench.client.flexApi.v1.interaction.create({
    channel: { type: 'web', initiated_by: 'customer', properties: { media_channel_sid: conversationSid } },
    routing: { properties: routingProperties(bench, { workflowSid }) },
  })
  const { data } = createdInteraction.safeParse(interaction)
  if (data === undefined) throw new Unanswerable('The new interaction is not answered as it is documented.')
  const { sid: interactionSid, channel, routing } = data
  const chat = {
    interactionSid,
    channelSid: channel.sid,
    conversationSid,
    workflowSid,
    taskSid: routing.properties.sid,
  }
  afterwardsRemoveTask(bench, chat.taskSid)
  bench.afterwards(`the interaction ${interactionSid}`, (client) => endChannel(client, chat))
  return chat
}

const createdInteraction = z.object({
  sid: z.string(),
  channel: z.object({ sid: z.string() }),
  routing: z.object({ properties: z.object({ sid: z.string() }) }),
})

async function addConversation(bench: Bench): Promise<string> {
  const { conversations } = bench.client.conversations.v1
  const title = bench.title('conversation')
  // By its name: if the answer with its sid is lost, nothing else leads to a conversation in which nobody is.
  bench.afterwards(`the conversation ${title}`, (client) => client.conversations.v1.conversations(title).remove())
  const { sid } = await conversations.create({ friendlyName: title, uniqueName: title })
  await conversations(sid).participants.create({ identity: CUSTOMER_IDENTITY })
  return sid
}

/** Closes the channel with its tasks. One that a question has closed already may refuse it. */
export async function endChannel(
  client: Twilio,
  { interactionSid, channelSid }: Pick<Chat, 'interactionSid' | 'channelSid'>,
): Promise<void> {
  const channel = client.flexApi.v1.interaction(interactionSid).channels(channelSid)
  await refusedWith(channel.update({ status: 'closed', routing: { status: 'closed' } }))
}

export function channelOf({ client }: Bench, { interactionSid, channelSid }: Chat): Channel {
  return client.flexApi.v1.interaction(interactionSid).channels(channelSid)
}

export function closeChannel(bench: Bench, chat: Chat): Promise<unknown> {
  return channelOf(bench, chat).update({ status: 'closed', routing: { status: 'closed' } })
}

export interface InviteTarget {
  readonly workflowSid?: string
  readonly queueSid?: string
  readonly workerSid?: string
  readonly attributes?: object
}

export interface AddedInvite {
  readonly sid: string
  readonly taskSid: string
  /** HTTP's. */
  readonly status: number
}

/** Asks somebody in. The SDK does not tell the status of an answer, so the call is made by hand. */
export async function invite(bench: Bench, chat: Chat, target: InviteTarget = {}): Promise<AddedInvite> {
  const properties = routingProperties(bench, { workflowSid: chat.workflowSid, ...target })
  const { statusCode, body } = await bench.client.request({
    method: 'post',
    uri: `${addressOf(chat)}/Invites`,
    data: { Routing: JSON.stringify({ properties }) },
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  })
  const { data } = createdInvite.safeParse(body)
  if (data === undefined) throw new Unanswerable('The new invite is not answered as it is documented.')
  const taskSid = data.routing.properties.sid
  afterwardsRemoveTask(bench, taskSid)
  return { sid: data.sid, taskSid, status: statusCode }
}

const createdInvite = createdInteraction.omit({ channel: true })

function routingProperties(
  { workspaceSid }: Bench,
  { workflowSid, queueSid, workerSid, attributes = {} }: InviteTarget,
): Readonly<Record<string, unknown>> {
  return {
    workspace_sid: workspaceSid,
    workflow_sid: workflowSid,
    task_channel_unique_name: TASK_CHANNEL,
    attributes,
    ...(queueSid === undefined ? {} : { queue_sid: queueSid }),
    ...(workerSid === undefined ? {} : { worker_sid: workerSid }),
  }
}

export type Participant = z.infer<typeof participants>['participants'][number]

/** Who is in the channel. The SDK leaves `media_properties` out, so the list is read as it comes (IN-4). */
export async function participantsOf({ client }: Bench, chat: Chat): Promise<readonly Participant[]> {
  const { body } = await client.request({ method: 'get', uri: `${addressOf(chat)}/Participants` })
  const { data } = participants.safeParse(body)
  if (data === undefined) throw new Unanswerable('The list of participants is not answered as it is documented.')
  return data.participants
}

const participants = z.object({
  participants: z.array(
    z.object({
      sid: z.string(),
      type: z.string(),
      routing_properties: z.object({ task_sid: z.string(), worker_sid: z.string() }).partial().nullish(),
      media_properties: z.looseObject({}).nullish(),
    }),
  ),
})

function addressOf({ interactionSid, channelSid }: Chat): string {
  return `https://flex-api.twilio.com/v1/Interactions/${interactionSid}/Channels/${channelSid}`
}

/** The participant who came in by this task, or undefined. */
export async function agentOf(bench: Bench, chat: Chat, taskSid: string): Promise<Participant | undefined> {
  return (await participantsOf(bench, chat)).find(({ routing_properties: routing }) => routing?.task_sid === taskSid)
}

/** Waits until whoever has accepted the task is inside. */
export function joined(bench: Bench, chat: Chat, taskSid: string): Promise<Participant> {
  return expected(bench, 'whoever has accepted a task through TaskRouter is in the channel', () =>
    agentOf(bench, chat, taskSid),
  )
}

/** Under which identities people are in the conversation. */
export async function identitiesIn({ client }: Bench, { conversationSid }: Chat): Promise<readonly string[]> {
  const rows = await client.conversations.v1.conversations(conversationSid).participants.list()
  return rows.map(({ identity }) => identity)
}
