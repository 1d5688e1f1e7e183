import {
  channelSid,
  conversationSid,
  interactionSid,
  isJsonObject,
  taskSid,
  type ChannelSid,
  type ConversationSid,
  type InteractionSid,
  type JsonObject,
  type TaskSid,
} from '@conversation-transfer/transfer'
import type { Twilio } from 'twilio'
import { z } from 'zod'
import { fetchConversation } from './conversations.ts'
import { decode, decodeAttributes } from './decode.ts'
import { listParticipants } from './interactions.ts'
import type { GatewaySettings } from './settings.ts'
import { fetchTask, workspaceOf } from './taskrouter.ts'
import { unlessNotFound } from './twilio-failure.ts'

/** A conversation, and the channel in which its agents are. */
export interface ChannelOfSid {
  readonly interactionSid: InteractionSid
  readonly channelSid: ChannelSid
  readonly conversationSid: ConversationSid
  /** The tasks through which it was found: not every list of Twilio's names them. */
  readonly taskSids: readonly TaskSid[]
}

/**
 * Finds where a conversation's channel is, from whichever of its sids somebody has at hand: of the conversation, of one of
 * its tasks, of the channel or of the interaction. Undefined where nothing at Twilio connects them any more: Twilio has no
 * call that leads from a conversation to its interaction, so that without our key in the conversation's attributes only a
 * task that still exists leads there.
 */
export async function channelOfSid(
  client: Twilio,
  settings: GatewaySettings,
  sid: string,
): Promise<ChannelOfSid | undefined> {
  if (conversationSid.safeParse(sid).success) return ofConversation(client, settings, conversationSid.parse(sid))
  if (taskSid.safeParse(sid).success) return ofTask(client, settings, taskSid.parse(sid))
  if (channelSid.safeParse(sid).success) return byTaskAttribute(client, settings, 'flexInteractionChannelSid', sid)
  if (interactionSid.safeParse(sid).success) return ofInteraction(client, settings, interactionSid.parse(sid))
  return undefined
}

async function ofConversation(
  client: Twilio,
  settings: GatewaySettings,
  sid: ConversationSid,
): Promise<ChannelOfSid | undefined> {
  const { attributes } = await fetchConversation(client, sid)
  const recorded = ourRecord.safeParse(attributes?.['conversationTransfer']).data
  if (recorded !== undefined) return { ...recorded, conversationSid: sid, taskSids: [] }
  return byTaskAttribute(client, settings, 'conversationSid', sid)
}

const ourRecord = z.object({ interactionSid, channelSid })

async function ofTask(client: Twilio, settings: GatewaySettings, sid: TaskSid): Promise<ChannelOfSid | undefined> {
  const task = await fetchTask(client, settings, sid)
  return task.status === 'gone' ? undefined : channelIn(client, task.attributes, [sid])
}

const FOUND_MAX = 20

/** TaskRouter evaluates an expression over all tasks, three times a second for the whole account (TR-30). */
async function byTaskAttribute(
  client: Twilio,
  settings: GatewaySettings,
  key: 'conversationSid' | 'flexInteractionChannelSid' | 'flexInteractionSid',
  value: string,
): Promise<ChannelOfSid | undefined> {
  const evaluateTaskAttributes = `${key} == "${value}"`
  const answer = await workspaceOf(client, settings).tasks.list({ evaluateTaskAttributes, limit: FOUND_MAX })
  const tasks = decode(z.array(z.object({ sid: taskSid, attributes: z.string() })), answer, 'tasks')
  const sids = tasks.map((task) => task.sid)
  for (const { attributes } of tasks) {
    const found = await channelIn(client, decodeAttributes(attributes) ?? {}, sids)
    if (found !== undefined) return found
  }
  return undefined
}

async function ofInteraction(
  client: Twilio,
  settings: GatewaySettings,
  sid: InteractionSid,
): Promise<ChannelOfSid | undefined> {
  const answer = (await unlessNotFound(client.flexApi.v1.interaction(sid).channels.list())) ?? []
  const [channel] = decode(z.array(z.object({ sid: channelSid })), answer, 'interaction channels')
  if (channel === undefined) return undefined
  const found = await throughParticipants(client, { interactionSid: sid, channelSid: channel.sid }, [])
  return found ?? byTaskAttribute(client, settings, 'flexInteractionSid', sid)
}

/** The platform writes the channel's sids into every task of it. */
async function channelIn(
  client: Twilio,
  attributes: JsonObject,
  taskSids: readonly TaskSid[],
): Promise<ChannelOfSid | undefined> {
  const { data } = platformKeys.safeParse(attributes)
  if (data === undefined) return undefined
  const address = { interactionSid: data.flexInteractionSid, channelSid: data.flexInteractionChannelSid }
  const named = conversationSid.safeParse(attributes['conversationSid']).data
  if (named !== undefined) return { ...address, conversationSid: named, taskSids }
  const own = isJsonObject(attributes['conversations']) ? attributes['conversations'] : undefined
  const inMedia = transcripts.safeParse(own?.['media']).data?.[0]?.sid
  if (inMedia !== undefined) return { ...address, conversationSid: inMedia, taskSids }
  return throughParticipants(client, address, taskSids)
}

const platformKeys = z.object({ flexInteractionSid: interactionSid, flexInteractionChannelSid: channelSid })

const transcripts = z.array(z.object({ sid: conversationSid }))

async function throughParticipants(
  client: Twilio,
  address: Pick<ChannelOfSid, 'interactionSid' | 'channelSid'>,
  taskSids: readonly TaskSid[],
): Promise<ChannelOfSid | undefined> {
  const participants = await listParticipants(client, address)
  const [named] = participants.flatMap(({ media_properties: media }) => media?.conversation_sid ?? [])
  return named === undefined ? undefined : { ...address, conversationSid: named, taskSids }
}
