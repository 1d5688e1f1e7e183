import {
  EMPTY_MEMORY,
  type ChannelSid,
  type ConversationSid,
  type InteractionSid,
  type Memory,
  type TaskSid,
} from '@conversation-transfer/transfer'
import type { LookEnd } from '../schedule.ts'
import type { Mark } from '../mark.ts'
import type { Standing } from '../standing.ts'

const digits = (number: number): string => number.toString(16).padStart(32, '0')

export const testConversation = (number: number): ConversationSid => `CH${digits(number)}`
export const testInteraction = (number: number): InteractionSid => `KD${digits(number)}`
export const testChannel = (number: number): ChannelSid => `UO${digits(number)}`
export const testTask = (number: number): TaskSid => `WT${digits(number)}`

export function testMark(number: number, also: Partial<Mark> = {}): Mark {
  return { conversationSid: testConversation(number), taskSids: [], source: 'taskrouter', ...also }
}

export function testMemory(madeInactive: boolean): Memory {
  return { ...EMPTY_MEMORY, madeInactive }
}

export const ATTENDED: Standing = {
  state: 'attended',
  sinceMs: 0,
  channelType: 'web',
  agentsInside: 1,
  liveInvites: 0,
  aloneSinceMs: undefined,
  alarms: [],
}

export function looked(lookAgainAtMs: number, also: Partial<Extract<LookEnd, { kind: 'looked' }>> = {}): LookEnd {
  return { kind: 'looked', memory: EMPTY_MEMORY, lookAgainAtMs, standing: ATTENDED, ...also }
}

export function failed(lookAgainAtMs: number, error = 'Twilio answers 503'): LookEnd {
  return { kind: 'failed', lookAgainAtMs, error }
}
