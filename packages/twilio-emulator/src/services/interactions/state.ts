import type { Clock } from '../../world/clock.ts'
import { SidIndex } from '../../world/sid-index.ts'
import { Table } from '../../world/table.ts'
import type { Task } from '../taskrouter/state.ts'

/** The rows of the Interactions API: what ties a conversation, its tasks and its people together. */
export interface InteractionsState {
  readonly interactions: Table<Interaction>
  readonly channels: Table<InteractionChannel>
  readonly invites: Table<Invite>
  readonly participants: Table<InteractionParticipant>
  readonly transfers: Table<Transfer>
  readonly webhooks: Table<InteractionWebhook>
  /** Channels by conversation; invites and participants by channel and by task; transfers by channel and by task. */
  readonly channelIndex: SidIndex
  readonly inviteIndex: SidIndex
  readonly participantIndex: SidIndex
  readonly transferIndex: SidIndex
}

export function createInteractionsState(clock: Clock): InteractionsState {
  return {
    interactions: new Table(clock),
    channels: new Table(clock),
    invites: new Table(clock),
    participants: new Table(clock),
    transfers: new Table(clock),
    webhooks: new Table(clock),
    channelIndex: new SidIndex(),
    inviteIndex: new SidIndex(),
    participantIndex: new SidIndex(),
    transferIndex: new SidIndex(),
  }
}

export interface Interaction {
  readonly sid: string
  readonly channelSid: string
  /** The invite that came with the interaction: its first task. */
  readonly inviteSid: string
  readonly contextSid: string | undefined
  readonly webhookTtid: string | undefined
  readonly createdAtMs: number
}

export type ChannelType = 'voice' | 'sms' | 'email' | 'web' | 'whatsapp' | 'chat' | 'messenger' | 'gbm'

export type ChannelStatus = 'setup' | 'active' | 'failed' | 'closed' | 'inactive' | 'pause' | 'transfer'

export interface InteractionChannel {
  readonly sid: string
  readonly interactionSid: string
  readonly conversationSid: string
  readonly type: ChannelType
  readonly status: ChannelStatus
  readonly createdAtMs: number
  /** The last change of the interaction channel itself: 180 days after it the channel is gone (IN-20). */
  readonly touchedAtMs: number
}

export interface Invite {
  readonly sid: string
  readonly interactionSid: string
  readonly channelSid: string
  readonly taskSid: string
  /** The task as it was made: what is left of it when TaskRouter has deleted it. */
  readonly taskAsCreated: Task
  /** Set if the invite is for one worker only. */
  readonly workerSid: string | undefined
  readonly createdAtMs: number
}

export type ParticipantType = 'supervisor' | 'customer' | 'external' | 'agent' | 'unknown'

export interface InteractionParticipant {
  readonly sid: string
  readonly interactionSid: string
  readonly channelSid: string
  readonly type: ParticipantType
  /** The conversation's own participant; undefined once it has been taken out of the conversation. */
  readonly conversationParticipantSid: string | undefined
  /** Set for agents: the task that brought them here. */
  readonly routing: AgentRouting | undefined
  readonly joinedAtMs: number
}

export interface AgentRouting {
  readonly taskSid: string
  readonly workerSid: string
  readonly reservationSid: string
}

/** A transfer as the Flex UI's own transfer button makes it. */
export interface Transfer {
  readonly sid: string
  readonly interactionSid: string
  readonly channelSid: string
  readonly executionSid: string
  readonly type: 'cold' | 'warm' | 'external'
  readonly status: 'active' | 'failed' | 'completed'
  /** The participant who leaves. */
  readonly from: string
  /** A worker, queue or workflow. */
  readonly to: string
  readonly noteSid: string | undefined
  readonly summarySid: string | undefined
  readonly createdAtMs: number
  readonly updatedAtMs: number
}

/** Where Twilio would tell of interactions; `sid` is its `ttid`. */
export interface InteractionWebhook {
  readonly sid: string
  readonly type: 'global' | 'interaction'
  readonly friendlyName: string | undefined
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly events: readonly string[]
  readonly createdAtMs: number
  readonly updatedAtMs: number
}
