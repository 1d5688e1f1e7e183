import {
  channelSid,
  conversationSid,
  inviteSid,
  participantSid,
  readInviteMark,
  taskSid,
  workerSid,
  type ChannelSid,
  type InteractionSid,
  type InviteTarget,
  type JsonObject,
  type ObservedChannel,
  type ObservedInvite,
  type ObservedParticipant,
} from '@conversation-transfer/transfer'
import type { Twilio } from 'twilio'
import { z } from 'zod'
import type { Member } from './conversations.ts'
import { decode, decodeAttributes } from './decode.ts'
import { unlessNotFound } from './twilio-failure.ts'

/** Where a channel is found. */
export interface ChannelAddress {
  readonly interactionSid: InteractionSid
  readonly channelSid: ChannelSid
}

const PAGE_SIZE = 100

export async function fetchChannel(client: Twilio, address: ChannelAddress): Promise<ObservedChannel> {
  const answer = await unlessNotFound(channelOf(client, address).fetch())
  if (answer === undefined) return { ...address, type: 'unknown', status: 'gone' }
  return { ...address, ...decode(z.object({ type: z.string(), status: z.string() }), answer, 'interaction channel') }
}

export async function listInvites(client: Twilio, address: ChannelAddress): Promise<readonly ObservedInvite[]> {
  const list = unlessNotFound(channelOf(client, address).invites.list({ pageSize: PAGE_SIZE }))
  const invites = decode(z.array(invite), (await list) ?? [], 'invites')
  return invites.map(({ sid, routing: { properties } }) => {
    const createdAtMs = properties.date_created * 1000
    const asks = whatItAsks(decodeAttributes(properties.attributes) ?? {})
    return { inviteSid: sid, taskSid: properties.sid, createdAtMs, ...asks }
  })
}

/** What makes an invite ours, and whom it asks for, as the attributes of its task say. */
export function whatItAsks(attributes: JsonObject): Pick<ObservedInvite, 'mark' | 'target'> {
  const mark = readInviteMark(attributes)
  return { mark, target: mark === undefined ? undefined : targetOf(attributes, mark.targetName) }
}

/** An invite, as its list and the answer to its creation show it. */
export const invite = z.object({
  sid: inviteSid,
  routing: z.object({
    properties: z.object({
      sid: taskSid,
      attributes: z.string(),
      /** Seconds since 1970. */
      date_created: z.number(),
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
  members: readonly Member[],
): ObservedParticipant {
  const inConversation =
    media?.sid === undefined ? 'unknown' : members.some((one) => one.sid === media.sid) ? 'yes' : 'no'
  return {
    participantSid: sid,
    type,
    ...(routing?.worker_sid === undefined ? {} : { workerSid: routing.worker_sid }),
    ...(routing?.task_sid === undefined ? {} : { taskSid: routing.task_sid }),
    ...(media?.sid === undefined ? {} : { memberSid: media.sid }),
    ...(media?.conversation_sid === undefined ? {} : { conversationSid: media.conversation_sid }),
    inConversation,
  }
}

export function channelOf(client: Twilio, address: ChannelAddress) {
  return client.flexApi.v1.interaction(address.interactionSid).channels(address.channelSid)
}
