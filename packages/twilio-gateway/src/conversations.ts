import {
  mergeAttributes,
  printJson,
  sameJson,
  type CloseConversationStep,
  type ConversationSid,
  type ObservedConversation,
  type StepResult,
  type WriteInvitesStep,
} from '@conversation-transfer/transfer'
import type { Twilio } from 'twilio'
import { z } from 'zod'
import { decode, decodeAttributes } from './decode.ts'
import type { Performer } from './performer.ts'
import { isAnswered, unlessNotFound } from './twilio-failure.ts'
import { madeSurely } from './unknown-outcome.ts'

/** Documented: https://www.twilio.com/docs/conversations/conversations-limits */
const ATTRIBUTES_BYTES_MAX = 16_384

const PARTICIPANTS_PER_PAGE = 100

/** A conversation without its members, who stand in a list of their own. */
type ConversationAlone = Omit<ObservedConversation, 'memberSids'>

export async function fetchConversation(client: Twilio, sid: ConversationSid): Promise<ConversationAlone> {
  const answer = await unlessNotFound(client.conversations.v1.conversations(sid).fetch())
  if (answer === undefined) return { sid, state: 'gone', attributes: undefined }
  const { state, attributes } = decode(conversation, answer, 'conversation')
  return { sid, state, attributes: decodeAttributes(attributes) }
}

const conversation = z.object({ state: z.string(), attributes: z.string() })

/** One of the conversation's own participants. */
export interface Member {
  readonly sid: string
  /** Under which names messages of theirs may stand: an identity, or an address. */
  readonly authors: readonly string[]
}

export async function listMembers(client: Twilio, sid: ConversationSid): Promise<Member[]> {
  const list = client.conversations.v1.conversations(sid).participants.list({ pageSize: PARTICIPANTS_PER_PAGE })
  const members = decode(z.array(member), (await unlessNotFound(list)) ?? [], 'conversation participants')
  return members.map(({ sid: memberSid, identity, messagingBinding }) => ({
    sid: memberSid,
    authors: [identity, messagingBinding?.address].filter((author) => typeof author === 'string'),
  }))
}

const member = z.object({
  sid: z.string(),
  identity: z.string().nullable(),
  messagingBinding: z.object({ address: z.string().nullish() }).nullish(),
})

/**
 * Conversations know no conditional update: between the read and the write somebody else's change can be lost. The two
 * stand as close together as they can, and what was written is read back: where our keys are not there, the next look
 * writes them again. No command goes round for it.
 */
export function writeInvites({ client, ...pacing }: Performer, step: WriteInvitesStep): Promise<StepResult> {
  const { conversationSid: sid, keys } = step
  return madeSurely(async () => {
    const { attributes } = await fetchConversation(client, sid)
    if (attributes === undefined) return NOT_WRITTEN
    const merged = mergeAttributes(attributes, keys)
    if (sameJson(merged, attributes)) return { kind: 'invitesWritten', attributes }
    const text = printJson(merged)
    if (Buffer.byteLength(text) > ATTRIBUTES_BYTES_MAX) return NOT_WRITTEN
    await client.conversations.v1.conversations(sid).update({ attributes: text })
    const { attributes: written } = await fetchConversation(client, sid)
    const isThere = written !== undefined && sameJson(mergeAttributes(written, keys), written)
    return isThere ? { kind: 'invitesWritten', attributes: written } : NOT_WRITTEN
  }, pacing)
}

const NOT_WRITTEN = { kind: 'invitesNotWritten' } as const satisfies StepResult

/** Closes a conversation for good. One that is closed, or gone, is what was asked for (CV-5). */
export function closeConversation({ client, ...pacing }: Performer, step: CloseConversationStep): Promise<StepResult> {
  return madeSurely(async () => {
    try {
      await client.conversations.v1.conversations(step.conversationSid).update({ state: 'closed' })
    } catch (error: unknown) {
      if (!isAnswered(error, 400, 404, 409)) throw error
      const { state } = await fetchConversation(client, step.conversationSid)
      if (state !== 'closed' && state !== 'gone') throw error
    }
    return { kind: 'conversationClosed' }
  }, pacing)
}
