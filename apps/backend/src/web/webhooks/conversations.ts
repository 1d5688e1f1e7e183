import { conversationSid } from '@conversation-transfer/transfer'
import { z } from 'zod'
import type { HeardEvent } from './heard-event.ts'

/** What Conversations says after something has happened (WH-10). */
export function decodeConversations(form: unknown): HeardEvent | undefined {
  const event = WEBHOOK.safeParse(form).data
  if (event === undefined) return undefined
  return { conversationSid: event.ConversationSid, taskSids: [], happenedAtMs: latestOf(event) }
}

/**
 * What may change who looks after a customer, or whether somebody has to. Receipts, edited and deleted messages, and questions
 * that are asked before something happens do not.
 */
const TELLING = [
  'onMessageAdded',
  'onConversationAdded',
  'onConversationRemoved',
  'onConversationUpdated',
  'onConversationStateUpdated',
  'onParticipantAdded',
  'onParticipantRemoved',
  'onParticipantUpdated',
] as const

const WEBHOOK = z.object({
  EventType: z.enum(TELLING),
  ConversationSid: conversationSid,
  DateCreated: z.string().optional().catch(undefined),
  DateUpdated: z.string().optional().catch(undefined),
  DateRemoved: z.string().optional().catch(undefined),
})

/** An event says when the thing was made, and when it was changed or removed last: that is when it happened. */
function latestOf({ DateCreated, DateUpdated, DateRemoved }: z.infer<typeof WEBHOOK>): number | undefined {
  const times = [DateCreated, DateUpdated, DateRemoved].map((text) => Date.parse(text ?? '')).filter(Number.isFinite)
  return times.length === 0 ? undefined : Math.max(...times)
}
