import { conversationSid, taskSid } from '@conversation-transfer/transfer'
import { z } from 'zod'
import type { HeardEvent } from './heard-event.ts'
import { lenient } from './lenient.ts'
import { addressInAttributes } from './task-attributes.ts'

/** One CloudEvent of a batch of Event Streams (WH-13). */
export function decodeCloudEvent(item: unknown): HeardEvent | undefined {
  const event = CLOUD_EVENT.safeParse(item).data
  if (event === undefined) return undefined
  const heard = event.type.startsWith('com.twilio.taskrouter.')
    ? decodeTaskrouterData(event.data)
    : CONVERSATION_TYPES.has(event.type)
      ? decodeConversationData(event.data)
      : undefined
  return heard === undefined ? undefined : { ...heard, happenedAtMs: timeOf(event.time) ?? heard.happenedAtMs }
}

/** The same events as Conversations' webhooks, under the names that Event Streams has for them (WH-16). */
const CONVERSATION_TYPES: ReadonlySet<string> = new Set([
  'com.twilio.conversations.message.added',
  'com.twilio.conversations.conversation.added',
  'com.twilio.conversations.conversation.removed',
  'com.twilio.conversations.conversation.updated',
  'com.twilio.conversations.conversation-state.updated',
  'com.twilio.conversations.participant.added',
  'com.twilio.conversations.participant.removed',
  'com.twilio.conversations.participant.updated',
])

const CLOUD_EVENT = z.object({ type: z.string(), time: lenient(z.string()), data: z.unknown() })

/** The task stands in the payload, its attributes as text (WH-15). */
const TASKROUTER_DATA = z.object({
  payload: z.object({
    task_sid: lenient(taskSid),
    task_attributes: z.string(),
    timestamp: lenient(z.string()),
  }),
})

const CONVERSATION_DATA = z.object({ ConversationSid: conversationSid })

function decodeTaskrouterData(data: unknown): HeardEvent | undefined {
  const payload = TASKROUTER_DATA.safeParse(data).data?.payload
  const address = addressInAttributes(payload?.task_attributes)
  if (payload === undefined || address === undefined) return undefined
  return {
    ...address,
    taskSids: payload.task_sid === undefined ? [] : [payload.task_sid],
    happenedAtMs: timeOf(payload.timestamp),
  }
}

function decodeConversationData(data: unknown): HeardEvent | undefined {
  const known = CONVERSATION_DATA.safeParse(data).data
  if (known === undefined) return undefined
  return { conversationSid: known.ConversationSid, taskSids: [], happenedAtMs: undefined }
}

function timeOf(text: string | undefined): number | undefined {
  const time = Date.parse(text ?? '')
  return Number.isFinite(time) ? time : undefined
}
