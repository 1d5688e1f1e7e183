import {
  channelSid,
  conversationSid,
  interactionSid,
  isJsonObject,
  taskSid,
  type ConversationSid,
  type InteractionSid,
  type TaskSid,
} from '@conversation-transfer/transfer'
import type { Twilio } from 'twilio'
import { z } from 'zod'
import { decode, decodeAttributes } from './decode.ts'
import { findChannel } from './find-channel.ts'
import { listParticipants, type ChannelAddress } from './interactions.ts'
import { fetchNamedTask, findTasks } from './named-tasks.ts'
import type { GatewaySettings } from './settings.ts'
import { taskSubject } from './task-subject.ts'
import { unlessNotFound } from './twilio-failure.ts'

/** A conversation, and the channel in which its agents are. */
export interface ChannelOfSid extends ChannelAddress {
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
  if (channelSid.safeParse(sid).success) return byTasks(client, settings, ['flexInteractionChannelSid', sid])
  if (interactionSid.safeParse(sid).success) return ofInteraction(client, settings, interactionSid.parse(sid))
  return undefined
}

async function ofConversation(
  client: Twilio,
  settings: GatewaySettings,
  sid: ConversationSid,
): Promise<ChannelOfSid | undefined> {
  const { address, taskSids } = await findChannel(client, settings, { conversationSid: sid, taskSids: [] })
  return address && { ...address, conversationSid: sid, taskSids }
}

async function ofTask(client: Twilio, settings: GatewaySettings, sid: TaskSid): Promise<ChannelOfSid | undefined> {
  const task = await fetchNamedTask(client, settings, sid)
  return task && channelIn(client, task.attributes, [sid])
}

async function byTasks(
  client: Twilio,
  settings: GatewaySettings,
  named: Parameters<typeof findTasks>[2],
): Promise<ChannelOfSid | undefined> {
  const tasks = await findTasks(client, settings, named)
  const sids = tasks.map(({ sid }) => sid)
  for (const { attributes } of tasks) {
    const found = await channelIn(client, attributes, sids)
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
  return found ?? byTasks(client, settings, ['flexInteractionSid', sid])
}

/** The platform writes the channel's sids into every task of it; the conversation's stand there, or in its transcripts. */
async function channelIn(
  client: Twilio,
  attributes: string,
  taskSids: readonly TaskSid[],
): Promise<ChannelOfSid | undefined> {
  const { conversationSid: named, interactionSid: interaction, channelSid: channel } = taskSubject(attributes)
  if (interaction === undefined || channel === undefined) return undefined
  const address = { interactionSid: interaction, channelSid: channel }
  const known = named ?? inTranscripts(attributes)
  return known === undefined
    ? throughParticipants(client, address, taskSids)
    : { ...address, conversationSid: known, taskSids }
}

function inTranscripts(attributes: string): ConversationSid | undefined {
  const own = decodeAttributes(attributes)?.['conversations']
  return isJsonObject(own) ? transcripts.safeParse(own['media']).data?.[0]?.sid : undefined
}

const transcripts = z.array(z.object({ sid: conversationSid }))

async function throughParticipants(
  client: Twilio,
  address: ChannelAddress,
  taskSids: readonly TaskSid[],
): Promise<ChannelOfSid | undefined> {
  const participants = await listParticipants(client, address)
  const [named] = participants.flatMap(({ media_properties: media }) => media?.conversation_sid ?? [])
  return named === undefined ? undefined : { ...address, conversationSid: named, taskSids }
}
