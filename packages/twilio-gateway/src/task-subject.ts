import {
  channelSid,
  conversationSid,
  interactionSid,
  type ChannelSid,
  type ConversationSid,
  type InteractionSid,
} from '@conversation-transfer/transfer'
import { z } from 'zod'
import { decodeAttributes } from './decode.ts'

/** Which conversation a task is about, as the platform has written it into the task's attributes (IN-7). */
export interface TaskSubject {
  readonly conversationSid: ConversationSid | undefined
  readonly interactionSid: InteractionSid | undefined
  readonly channelSid: ChannelSid | undefined
}

/** All undefined for a task that has nothing to do with a conversation, such as a call. */
export function taskSubject(attributes: string): TaskSubject {
  const {
    conversationSid: of,
    flexInteractionSid,
    flexInteractionChannelSid,
  } = subject.parse(decodeAttributes(attributes) ?? {})
  return { conversationSid: of, interactionSid: flexInteractionSid, channelSid: flexInteractionChannelSid }
}

const subject = z.object({
  conversationSid: conversationSid.optional().catch(undefined),
  flexInteractionSid: interactionSid.optional().catch(undefined),
  flexInteractionChannelSid: channelSid.optional().catch(undefined),
})
