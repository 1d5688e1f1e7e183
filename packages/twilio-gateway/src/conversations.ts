import { mergeAttributes, sameJson, type StepResult, type WriteInvitesStep } from '@conversation-transfer/transfer'
import type { ConversationSid, ObservedConversation } from '@conversation-transfer/transfer'
import type { Twilio } from 'twilio'
import { z } from 'zod'
import { decode, decodeAttributes } from './decode.ts'
import { unlessNotFound } from './twilio-failure.ts'

/** Documented: https://www.twilio.com/docs/conversations/conversations-limits */
const ATTRIBUTES_BYTES_MAX = 16_384

const PARTICIPANTS_PER_PAGE = 100

export async function fetchConversation(client: Twilio, sid: ConversationSid): Promise<ObservedConversation> {
  const answer = await unlessNotFound(client.conversations.v1.conversations(sid).fetch())
  if (answer === undefined) return { sid, state: 'gone', attributes: undefined }
  const { state, attributes } = decode(conversation, answer, 'conversation')
  return { sid, state, attributes: decodeAttributes(attributes) }
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
 * stand as close together as they can, and the answer is read back; what got lost of ours, the next look writes again.
 */
export async function writeInvites(client: Twilio, { conversationSid, keys }: WriteInvitesStep): Promise<StepResult> {
  const current = await fetchConversation(client, conversationSid)
  if (current.attributes === undefined) return { kind: 'invitesNotWritten' }
  const merged = mergeAttributes(current.attributes, keys)
  if (sameJson(merged, current.attributes)) return { kind: 'invitesWritten', attributes: merged }
  const text = JSON.stringify(merged)
  if (Buffer.byteLength(text) > ATTRIBUTES_BYTES_MAX) return { kind: 'invitesNotWritten' }
  await client.conversations.v1.conversations(conversationSid).update({ attributes: text })
  // What was read back is not decided upon: a reader that lags, or another writer, must not make this go round again.
  const { attributes } = await fetchConversation(client, conversationSid)
  return attributes === undefined ? { kind: 'invitesNotWritten' } : { kind: 'invitesWritten', attributes: merged }
}
