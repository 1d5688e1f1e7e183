import type { ChannelSid, ConversationSid, InteractionSid, TaskSid } from '@conversation-transfer/transfer'

export const conversation = (n: number): ConversationSid => `CH${digits(n)}`
export const interaction = (n: number): InteractionSid => `KD${digits(n)}`
export const channel = (n: number): ChannelSid => `UO${digits(n)}`
export const task = (n: number): TaskSid => `WT${digits(n)}`

function digits(n: number): string {
  return n.toString(16).padStart(32, '0')
}
