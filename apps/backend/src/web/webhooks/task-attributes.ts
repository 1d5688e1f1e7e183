import {
  channelSid,
  conversationSid,
  interactionSid,
  type ChannelSid,
  type ConversationSid,
  type InteractionSid,
} from '@conversation-transfer/transfer'
import { z } from 'zod'
import { lenient } from './lenient.ts'
import { nativeJson } from './native-json.ts'

export interface TaskAddress {
  readonly conversationSid: ConversationSid
  readonly interactionSid: InteractionSid | undefined
  readonly channelSid: ChannelSid | undefined
}

/** Which conversation a task belongs to, by the keys that Flex writes into its attributes (IN-7). */
export function addressInAttributes(text: string | undefined): TaskAddress | undefined {
  const attributes = ATTRIBUTES.safeParse(nativeJson(text ?? '')).data
  if (attributes === undefined) return undefined
  return {
    conversationSid: attributes.conversationSid,
    interactionSid: attributes.flexInteractionSid,
    channelSid: attributes.flexInteractionChannelSid,
  }
}

const ATTRIBUTES = z.object({
  conversationSid,
  flexInteractionSid: lenient(interactionSid),
  flexInteractionChannelSid: lenient(channelSid),
})
