import type { ConversationSid } from '@conversation-transfer/transfer'
import type { Twilio } from 'twilio'
import { z } from 'zod'
import { decode } from './decode.ts'
import { unlessNotFound } from './twilio-failure.ts'

/** The newest of the conversation's own webhooks that belongs to a Studio flow (CV-11). */
export async function fetchStudioWebhook(
  client: Twilio,
  sid: ConversationSid,
): Promise<{ readonly createdAtMs: number } | 'none'> {
  const answer = await unlessNotFound(client.conversations.v1.conversations(sid).webhooks.list())
  const webhooks = decode(z.array(webhook), answer ?? [], 'webhooks of a conversation')
  const created = webhooks.flatMap(({ target, dateCreated }) => (target === 'studio' ? dateCreated.getTime() : []))
  return created.length === 0 ? 'none' : { createdAtMs: Math.max(...created) }
}

const webhook = z.object({ target: z.string(), dateCreated: z.date() })
