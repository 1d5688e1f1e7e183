import { channelSid, conversationSid, interactionSid, taskSid } from '@conversation-transfer/transfer'
import { z } from 'zod'
import type { HeardEvent } from './heard-event.ts'
import { lenient } from './lenient.ts'

/** What Flex says of an interaction, its channel and the people in it (WH-11). It does not say when that was. */
export function decodeInteractions(form: unknown): HeardEvent | undefined {
  const event = WEBHOOK.safeParse(form).data
  if (event === undefined) return undefined
  return {
    conversationSid: event.MediaChannelSid,
    interactionSid: event.InteractionSid,
    channelSid: event.ChannelSid,
    taskSids: event.TaskSid === undefined ? [] : [event.TaskSid],
    happenedAtMs: undefined,
  }
}

/** Every event of this kind is of interest; those that are about no conversation (a call, an e-mail) have no CH here. */
const WEBHOOK = z.object({
  MediaChannelSid: conversationSid,
  InteractionSid: lenient(interactionSid),
  ChannelSid: lenient(channelSid),
  TaskSid: lenient(taskSid),
})
