import type { Trouble } from './trouble.ts'

/** The contact center as it is at a moment: what the playground page shows, sent whole whenever anything in it changes. */
export interface LiveView {
  /** Rises when the emulator was made new: whatever a page knew is gone then. */
  readonly world: number
  readonly staff: readonly StaffMember[]
  readonly queues: readonly QueueView[]
  /** The newest first. */
  readonly conversations: readonly ConversationSummary[]
  readonly troubles: readonly Trouble[]
}

/** An agent or a supervisor. */
export interface StaffMember {
  readonly workerSid: string
  /** The name in the desktop's address, such as `alice`. */
  readonly name: string
  readonly fullName: string
  readonly isSupervisor: boolean
  /** Names of queues. */
  readonly queues: readonly string[]
  readonly activity: { readonly name: string; readonly isAvailable: boolean }
  /** Tasks on the chat channel: those that the worker has, and how many there may be. */
  readonly load: { readonly assigned: number; readonly capacity: number }
  /** Whether a desktop of this worker is connected. */
  readonly hasDesktop: boolean
  readonly tasks: readonly StaffTask[]
}

export interface StaffTask {
  readonly reservationSid: string
  readonly status: 'ringing' | 'accepted' | 'wrapping'
  readonly conversationSid: string | undefined
  readonly customer: string
}

export interface QueueView {
  readonly queueSid: string
  readonly name: string
  readonly available: number
  readonly waiting: number
}

export interface ConversationSummary {
  readonly conversationSid: string
  readonly channel: Channel
  /** How the customer is called, or their number. */
  readonly customer: string
  readonly state: 'active' | 'inactive' | 'closed'
  /** Full names of those who are inside. */
  readonly agents: readonly string[]
  /** Who is being asked in, or waited for: full names of agents, names of queues. */
  readonly waitingFor: readonly string[]
  /** An active conversation in which nobody is inside, and which nobody is asked into. */
  readonly isAlone: boolean
  readonly lastMessage: { readonly author: string; readonly body: string; readonly at: string } | undefined
  readonly startedAt: string
}

export type Channel = 'web' | 'sms' | 'whatsapp' | 'other'
