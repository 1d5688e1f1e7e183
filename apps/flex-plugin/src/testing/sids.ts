import { channelSid, conversationSid, interactionSid } from '@conversation-transfer/transfer'
import type { ConversationKey } from '../host/messaging-task.ts'

/** A sid of the right form. */
export function sid(prefix: string, number: number): string {
  return prefix + String(number).padStart(32, '0')
}

export const KEY: ConversationKey = {
  interactionSid: interactionSid.parse(sid('KD', 1)),
  channelSid: channelSid.parse(sid('UO', 1)),
  conversationSid: conversationSid.parse(sid('CH', 1)),
}

export const ALICE = sid('WK', 1)
export const BOB = sid('WK', 2)
