import type { ITask } from '@twilio/flex-ui'
import {
  channelSid,
  conversationSid,
  interactionSid,
  type ChannelSid,
  type ConversationSid,
  type InteractionSid,
} from '@conversation-transfer/transfer'
import { z } from 'zod'

/** The sids by which a conversation is named in every request. */
export interface ConversationKey {
  readonly interactionSid: InteractionSid
  readonly channelSid: ChannelSid
  readonly conversationSid: ConversationSid
}

/** The keys that Flex itself gives the task of an interaction channel. */
const attributes = z.object({
  flexInteractionSid: interactionSid,
  flexInteractionChannelSid: channelSid,
  conversationSid,
  channelType: z.enum(['web', 'chat', 'sms', 'whatsapp']),
})

/** Undefined for voice, e-mail and everything else that is not a conversation that can be transferred. */
export function conversationOf(task: ITask | undefined): ConversationKey | undefined {
  const { data } = attributes.safeParse(task?.attributes)
  if (data === undefined) return undefined
  return {
    interactionSid: data.flexInteractionSid,
    channelSid: data.flexInteractionChannelSid,
    conversationSid: data.conversationSid,
  }
}

export function isAccepted(task: ITask): boolean {
  return task.status === 'accepted'
}

export function isWrappingUp(task: ITask): boolean {
  return task.status === 'wrapping'
}
