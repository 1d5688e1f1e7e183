import {
  mergeAttributes,
  printJson,
  sameJson,
  type StepResult,
  type WriteInvitesStep,
} from '@conversation-transfer/transfer'
import type {
  CloseConversationStep,
  ConversationSid,
  Observation,
  ObservedConversation,
  ObservedMessage,
} from '@conversation-transfer/transfer'
import type { Twilio } from 'twilio'
import { z } from 'zod'
import { decode, decodeAttributes } from './decode.ts'
import { unlessNotFound } from './twilio-failure.ts'

/** Documented: https://www.twilio.com/docs/conversations/conversations-limits */
const ATTRIBUTES_BYTES_MAX = 16_384

const PARTICIPANTS_PER_PAGE = 100

export async function fetchConversation(client: Twilio, sid: ConversationSid): Promise<ObservedConversation> {
  const answer = await unlessNotFound(client.conversations.v1.conversations(sid).fetch())
  if (answer === undefined) return { sid, state: 'gone', attributes: undefined, memberSids: [] }
  const { state, attributes } = decode(conversation, answer, 'conversation')
  return { sid, state, attributes: decodeAttributes(attributes), memberSids: [] }
}

const conversation = z.object({ state: z.string(), attributes: z.string() })

/** Who is in the conversation: the sids and the identities of its own participants. */
export type ConversationMembers = ReadonlySet<string>

export async function listMembers(client: Twilio, sid: ConversationSid): Promise<ConversationMembers> {
  const list = client.conversations.v1.conversations(sid).participants.list({ pageSize: PARTICIPANTS_PER_PAGE })
  const members = decode(z.array(member), (await unlessNotFound(list)) ?? [], 'conversation participants')
  return new Set(
    members.flatMap(({ sid: memberSid, identity }) => (identity === null ? [memberSid] : [memberSid, identity])),
  )
}

const member = z.object({ sid: z.string(), identity: z.string().nullable() })

/**
 * Conversations know no conditional update: between the read and the write somebody else's change can be lost. The two
 * stand as close together as they can, and what was written is read back: what is not there, the next look writes again,
 * and nothing goes round for it.
 */
export async function writeInvites(client: Twilio, { conversationSid, keys }: WriteInvitesStep): Promise<StepResult> {
  const current = await fetchConversation(client, conversationSid)
  if (current.attributes === undefined) return { kind: 'invitesNotWritten' }
  const merged = mergeAttributes(current.attributes, keys)
  if (sameJson(merged, current.attributes)) return { kind: 'invitesWritten', attributes: merged }
  const text = printJson(merged)
  if (Buffer.byteLength(text) > ATTRIBUTES_BYTES_MAX) return { kind: 'invitesNotWritten' }
  await client.conversations.v1.conversations(conversationSid).update({ attributes: text })
  const { attributes: written } = await fetchConversation(client, conversationSid)
  const isThere = written !== undefined && sameJson(mergeAttributes(written, keys), written)
  return isThere ? { kind: 'invitesWritten', attributes: written } : { kind: 'invitesNotWritten' }
}

/** Closing what is closed already is what was asked for. */
export async function closeConversation(
  client: Twilio,
  { conversationSid }: CloseConversationStep,
): Promise<StepResult> {
  try {
    await client.conversations.v1.conversations(conversationSid).update({ state: 'closed' })
  } catch (error: unknown) {
    const { state } = await fetchConversation(client, conversationSid)
    if (state !== 'closed' && state !== 'gone') throw error
  }
  return { kind: 'conversationClosed' }
}

/**
 * The newest message, and whether the customer wrote it. Agents who have left are in no list any more; a customer who is
 * in the channel is, so whoever is none of them is not the customer.
 */
export async function fetchLastMessage(
  client: Twilio,
  { conversation: { sid }, participants }: Observation,
): Promise<ObservedMessage | 'none'> {
  const { messages } = client.conversations.v1.conversations(sid)
  const [answer] = (await unlessNotFound(messages.list({ order: 'desc', limit: 1 }))) ?? []
  if (answer === undefined) return 'none'
  const { participantSid, dateCreated } = decode(message, answer, 'message')
  const customers = new Set(participants.filter(({ type }) => type === 'customer').map(({ memberSid }) => memberSid))
  const isByCustomer = participantSid !== null && customers.has(participantSid)
  const isKnown = participantSid === null || !customers.has(undefined)
  return { byCustomer: isByCustomer ? 'yes' : isKnown ? 'no' : 'unknown', atMs: dateCreated.getTime() }
}

const message = z.object({ participantSid: z.string().nullable(), dateCreated: z.date() })

/** The Studio flow that listens to the conversation; the newest, if there are several. */
export async function fetchStudioWebhook(
  client: Twilio,
  sid: ConversationSid,
): Promise<{ readonly createdAtMs: number } | 'none'> {
  const answer = (await unlessNotFound(client.conversations.v1.conversations(sid).webhooks.list())) ?? []
  const flows = decode(z.array(webhook), answer, 'webhooks of a conversation').filter(
    ({ target }) => target === 'studio',
  )
  return flows.length === 0
    ? 'none'
    : { createdAtMs: Math.max(...flows.map(({ dateCreated }) => dateCreated.getTime())) }
}

const webhook = z.object({ target: z.string(), dateCreated: z.date() })
