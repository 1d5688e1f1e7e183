import type { InviteMark } from './invite-mark.ts'
import type { JsonObject } from './json.ts'
import type {
  ChannelSid,
  ConversationSid,
  InteractionSid,
  InviteSid,
  ParticipantSid,
  TaskQueueSid,
  TaskSid,
  WorkerSid,
} from './sid.ts'

/**
 * What Twilio says about one conversation now. It is read afresh for every decision and never taken from an event.
 */
export interface Observation {
  /** Milliseconds since 1970, on the reader's clock. */
  readonly observedAtMs: number
  readonly channel: ObservedChannel
  readonly conversation: ObservedConversation
  readonly participants: readonly ObservedParticipant[]
  readonly invites: readonly ObservedInvite[]
  /** The tasks that participants and invites name. */
  readonly tasks: readonly ObservedTask[]
  /** Where the command wants the conversation to go; absent when nobody asked. */
  readonly target?: ObservedTarget
  /** Absent when nobody asked where an invite would be routed. */
  readonly workflow?: WorkflowReach
}

export interface ObservedChannel {
  readonly interactionSid: InteractionSid
  readonly channelSid: ChannelSid
  /** Twilio's word: `web`, `chat`, `sms`, `whatsapp`, `email`, ... */
  readonly type: string
  /** Twilio's word: `active`, `closed`, `inactive`, `pause`, `failed`, `setup`, `transfer`; `gone` if it answers 404. */
  readonly status: string
}

export interface ObservedConversation {
  readonly sid: ConversationSid
  /** Twilio's word: `active`, `inactive`, `closed`, `initializing`; `gone` if it answers 404. */
  readonly state: string
  /** Undefined if they are not a JSON object, and so nothing can be merged into them. */
  readonly attributes: JsonObject | undefined
}

export interface ObservedParticipant {
  readonly participantSid: ParticipantSid
  /** Twilio's word: `customer`, `agent`, `supervisor`, `external`, `unknown`. */
  readonly type: string
  readonly workerSid?: WorkerSid
  readonly taskSid?: TaskSid
  /** The conversation that the participant writes in, where Twilio already says so. */
  readonly conversationSid?: ConversationSid
  /** `unknown` while Twilio has not yet said who this is in the conversation (`media_properties` come late). */
  readonly inConversation: 'yes' | 'no' | 'unknown'
}

export interface ObservedInvite {
  readonly inviteSid: InviteSid
  readonly taskSid: TaskSid
  /** Milliseconds since 1970. */
  readonly createdAtMs: number
  /** Undefined for an invite that is not ours. */
  readonly mark: InviteMark | undefined
  readonly target: InviteTarget | undefined
}

/** Whom an invite task asks for, as its attributes say. */
export interface InviteTarget {
  readonly type: 'worker' | 'queue'
  readonly sid: string
  readonly name: string
}

export type ObservedTask = PresentTask | GoneTask

/** TaskRouter deletes finished tasks after five minutes; from then on they answer 404. */
export interface GoneTask {
  readonly sid: TaskSid
  readonly status: 'gone'
}

export interface PresentTask {
  readonly sid: TaskSid
  readonly status: 'pending' | 'reserved' | 'assigned' | 'wrapping' | 'completed' | 'canceled'
  readonly createdAtMs: number
  readonly attributes: JsonObject
  /** The version that a conditional update names. */
  readonly etag: string
  readonly priority: number
  readonly taskChannelUniqueName: string
  /** Oldest first. */
  readonly reservations: readonly ObservedReservation[]
}

export interface ObservedReservation {
  readonly workerSid: WorkerSid
  /** Twilio's word: `pending`, `accepted`, `rejected`, `timeout`, `canceled`, `rescinded`, `wrapping`, `completed`. */
  readonly status: string
  readonly createdAtMs: number
}

export type ObservedTarget =
  | {
      readonly type: 'worker'
      readonly sid: WorkerSid
      readonly name: string
      /** Whether the worker's activity takes tasks. */
      readonly available: boolean
      readonly activityName: string
      /** How many more tasks the worker can take, by the unique name of the task channel. */
      readonly freeCapacity: Readonly<Record<string, number>>
      readonly queueSids: readonly TaskQueueSid[]
    }
  | {
      readonly type: 'queue'
      readonly sid: TaskQueueSid
      readonly name: string
      readonly hasWorkers: boolean
      readonly hasAvailableWorkers: boolean
    }
  | { readonly type: 'missing'; readonly sid: string }

/** Where the workflow can send an invite, read off its configuration. */
export interface WorkflowReach {
  /** The queues in which a target looks for the one worker that the invite names. */
  readonly knownWorkerQueueSids: readonly TaskQueueSid[]
  readonly queueSids: readonly TaskQueueSid[]
  /** Whether a task that no filter names still goes somewhere. */
  readonly catchesRest: boolean
}
