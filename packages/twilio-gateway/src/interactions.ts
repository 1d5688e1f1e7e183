import {
  channelSid,
  conversationSid,
  inviteSid,
  participantSid,
  printJson,
  readInviteMark,
  readTemplateInvite,
  taskSid,
  workerSid,
  type ChannelSid,
  type CloseChannelStep,
  type CloseParticipantStep,
  type CreateInviteStep,
  type InteractionSid,
  type InviteTarget,
  type JsonObject,
  type ObservedChannel,
  type ObservedInvite,
  type ObservedParticipant,
  type RememberedTask,
  type StepResult,
  type TaskSid,
} from '@conversation-transfer/transfer'
import type { Twilio } from 'twilio'
import { z } from 'zod'
import type { ConversationMembers } from './conversations.ts'
import { decode, decodeAttributes } from './decode.ts'
import type { GatewaySettings } from './settings.ts'
import { presentTask } from './taskrouter.ts'
import { TwilioFailure, unlessNotFound } from './twilio-failure.ts'

/** Where a channel is found. */
export interface ChannelAddress {
  readonly interactionSid: InteractionSid
  readonly channelSid: ChannelSid
}

const PAGE_SIZE = 100

export async function fetchChannel(client: Twilio, address: ChannelAddress): Promise<ObservedChannel> {
  const { interactionSid, channelSid: sid } = address
  const answer = await unlessNotFound(channelOf(client, address).fetch())
  // Whoever asks may know more of the channel than where it is; only this is the observation's.
  const place = { interactionSid, channelSid: sid }
  if (answer === undefined) return { ...place, type: 'unknown', status: 'gone' }
  return { ...place, ...decode(z.object({ type: z.string(), status: z.string() }), answer, 'interaction channel') }
}

/** An invite with its task as the list shows it, which is the only trace of a task that is gone. */
export type ListedInvite = Omit<ObservedInvite, 'goneTask'> & { readonly listedTask: RememberedTask }

export async function listInvites(client: Twilio, address: ChannelAddress): Promise<readonly ListedInvite[]> {
  const list = unlessNotFound(channelOf(client, address).invites.list({ pageSize: PAGE_SIZE }))
  const invites = decode(z.array(invite), (await list) ?? [], 'invites')
  return invites.map(({ sid, routing: { properties } }) => {
    const createdAtMs = properties.date_created * 1000
    const attributes = decodeAttributes(properties.attributes) ?? {}
    const { priority, task_channel_unique_name: taskChannelUniqueName } = properties
    const listedTask = { sid: properties.sid, attributes, priority, taskChannelUniqueName }
    return {
      inviteSid: sid,
      taskSid: properties.sid,
      createdAtMs,
      ...whatItAsks(properties.sid, attributes),
      listedTask,
    }
  })
}

/** What makes an invite ours, and whom it asks for, as the attributes of its task say. */
export function whatItAsks(sid: TaskSid, attributes: JsonObject): Pick<ObservedInvite, 'mark' | 'target'> {
  const mark = readInviteMark(attributes)
  if (mark !== undefined) return { mark, target: targetOf(attributes, mark.targetName) }
  return readTemplateInvite(sid, attributes) ?? { mark: undefined, target: undefined }
}

const invite = z.object({
  sid: inviteSid,
  routing: z.object({
    properties: z.object({
      sid: taskSid,
      attributes: z.string(),
      /** Seconds since 1970. */
      date_created: z.number(),
      priority: z.number().catch(0),
      task_channel_unique_name: z.string().catch('default'),
    }),
  }),
})

function targetOf(attributes: JsonObject, name: string): InviteTarget | undefined {
  const { data } = routedTo.safeParse(attributes)
  return data === undefined ? undefined : { type: data.transferTargetType, sid: data.transferTargetSid, name }
}

const routedTo = z.object({ transferTargetType: z.enum(['worker', 'queue']), transferTargetSid: z.string() })

/** A participant of the channel, before it is known whether the conversation has it too. */
export type ChannelParticipant = z.infer<typeof channelParticipant>

/** The SDK's participants leave `media_properties` out, so the list is read as it comes. */
export async function listParticipants(client: Twilio, address: ChannelAddress): Promise<ChannelParticipant[]> {
  const path = `Interactions/${address.interactionSid}/Channels/${address.channelSid}/Participants`
  let next: string | null = `https://flex-api.twilio.com/v1/${path}?PageSize=${PAGE_SIZE}`
  const participants: ChannelParticipant[] = []
  while (next !== null) {
    const response = await unlessNotFound(client.request({ method: 'get', uri: next }))
    if (response === undefined) return []
    const page: z.infer<typeof participantPage> = decode(participantPage, response.body, 'channel participants')
    participants.push(...page.participants)
    next = page.meta.next_page_url
  }
  return participants
}

const channelParticipant = z.object({
  sid: participantSid,
  channel_sid: channelSid,
  type: z.string(),
  routing_properties: z.object({ task_sid: taskSid, worker_sid: workerSid }).partial().nullish(),
  media_properties: z
    .object({ sid: z.string(), identity: z.string().nullable(), conversation_sid: conversationSid })
    .partial()
    .nullish(),
})

const participantPage = z.object({
  participants: z.array(channelParticipant),
  meta: z.object({ next_page_url: z.string().nullable() }),
})

export function observedParticipant(
  { sid, type, routing_properties: routing, media_properties: media }: ChannelParticipant,
  members: ConversationMembers,
): ObservedParticipant {
  const inConversation = media?.sid === undefined ? 'unknown' : members.has(media.sid) ? 'yes' : 'no'
  return {
    participantSid: sid,
    type,
    ...(routing?.worker_sid === undefined ? {} : { workerSid: routing.worker_sid }),
    ...(routing?.task_sid === undefined ? {} : { taskSid: routing.task_sid }),
    ...(media?.conversation_sid === undefined ? {} : { conversationSid: media.conversation_sid }),
    ...(media?.sid === undefined ? {} : { memberSid: media.sid }),
    inConversation,
  }
}

/**
 * Asks the workflow for somebody. A worker is named in the task's attributes and never as the invite's `worker_sid`: an
 * invite for one worker alone is canceled when that worker declines, and leaves the customer with nobody
 * (documented: https://www.twilio.com/docs/flex/developer/conversations/best-practices).
 */
export async function createInvite(
  client: Twilio,
  { workspaceSid, workflowSid }: GatewaySettings,
  step: CreateInviteStep,
): Promise<StepResult> {
  const properties = {
    workspace_sid: workspaceSid,
    workflow_sid: workflowSid,
    task_channel_unique_name: step.taskChannelUniqueName,
    priority: step.priority,
    attributes: step.taskAttributes,
  }
  const routing = printJson({ properties })
  const answer = await channelOf(client, step.channel).invites.create({ routing })
  const created = decode(invite, answer, 'created invite')
  const task = presentTask({
    sid: created.routing.properties.sid,
    createdAtMs: created.routing.properties.date_created * 1000,
    attributes: decodeAttributes(created.routing.properties.attributes) ?? step.taskAttributes,
    priority: step.priority,
    taskChannelUniqueName: step.taskChannelUniqueName,
  })
  return { kind: 'inviteCreated', step, inviteSid: created.sid, task }
}

/** Closing somebody who is closed already is what was asked for. */
export async function closeParticipant(client: Twilio, step: CloseParticipantStep): Promise<StepResult> {
  try {
    await channelOf(client, step.channel).participants(step.participantSid).update({ status: step.status })
  } catch (error: unknown) {
    if (!isRefused(error) || (error.status !== 404 && !(await isOut(client, step)))) throw error
  }
  return { kind: 'participantClosed', step }
}

export async function closeChannel(client: Twilio, step: CloseChannelStep): Promise<StepResult> {
  try {
    await channelOf(client, step.channel).update({ status: step.status, routing: { status: 'closed' } })
  } catch (error: unknown) {
    if (!isRefused(error)) throw error
    const { status } = await fetchChannel(client, step.channel)
    if (status !== step.status && status !== 'closed' && status !== 'gone') throw error
  }
  return { kind: 'channelClosed', step }
}

/** How Twilio refuses to close what is closed is assumed (IN-16, IN-23): what it is now decides. */
function isRefused(error: unknown): error is TwilioFailure {
  return error instanceof TwilioFailure && error.kind === 'rejected'
}

async function isOut(client: Twilio, step: CloseParticipantStep): Promise<boolean> {
  return (await listParticipants(client, step.channel)).every(({ sid }) => sid !== step.participantSid)
}

function channelOf(client: Twilio, address: ChannelAddress) {
  return client.flexApi.v1.interaction(address.interactionSid).channels(address.channelSid)
}
