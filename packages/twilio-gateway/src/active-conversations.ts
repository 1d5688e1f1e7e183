import { conversationSid, type ConversationSid } from '@conversation-transfer/transfer'
import type { Twilio } from 'twilio'
import { z } from 'zod'
import { decode } from './decode.ts'

/** As many as Conversations puts on one page (CV-1). */
const PAGE_SIZE = 100

const CONVERSATIONS_MAX = 50_000

/** The conversations of the account that are active, whoever made them. */
export async function listActiveConversations(client: Twilio): Promise<readonly ConversationSid[]> {
  const query = { state: 'active' as const, pageSize: PAGE_SIZE, limit: CONVERSATIONS_MAX }
  const active = decode(z.array(conversation), await client.conversations.v1.conversations.list(query), 'conversations')
  return active.map(({ sid }) => sid)
}

const conversation = z.object({ sid: conversationSid })
