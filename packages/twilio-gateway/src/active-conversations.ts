import { conversationSid, isJsonObject, parseJson, type ConversationSid } from '@conversation-transfer/transfer'
import type { Twilio } from 'twilio'
import { z } from 'zod'
import { decode } from './decode.ts'

/** A conversation that is active, as a list of all of them shows it. */
export interface ActiveConversation {
  readonly conversationSid: ConversationSid
  /** What we have written into its attributes, as text; undefined if nothing of ours is there. */
  readonly written: string | undefined
}

/** As many as Conversations puts on one page (CV-1). */
const PAGE_SIZE = 100

const CONVERSATIONS_MAX = 50_000

/** The conversations of the account that are active, whoever made them. */
export async function listActiveConversations(client: Twilio): Promise<readonly ActiveConversation[]> {
  const query = { state: 'active' as const, pageSize: PAGE_SIZE, limit: CONVERSATIONS_MAX }
  const active = decode(z.array(conversation), await client.conversations.v1.conversations.list(query), 'conversations')
  return active.map(({ sid, attributes }) => ({ conversationSid: sid, written: writtenIn(attributes) }))
}

const conversation = z.object({ sid: conversationSid, attributes: z.string() })

function writtenIn(text: string): string | undefined {
  const attributes = parseJson(text)
  if (!isJsonObject(attributes)) return undefined
  const { invites, conversationTransfer } = attributes
  return invites === undefined && conversationTransfer === undefined
    ? undefined
    : JSON.stringify([invites, conversationTransfer])
}
