import type { InviteMark } from './invite-mark.ts'
import type { JsonObject } from './json.ts'
import type { RememberedTask } from './memory.ts'
import type {
  ChannelSid,
  ConversationSid,
  InteractionSid,
  InviteSid,
  ParticipantSid,
  ReservationSid,
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
  /** Whose participants were closed since it was read; the list of their reservations may not have shown them yet. */
  readonly departedWorkerSids?: readonly WorkerSid[]
  /** Where the command wants the conversation to go; absent when nobody asked. */
  readonly target?: ObservedTarget
  /** Absent when nobody asked where an invite would be routed. */
  readonly workflow?: WorkflowReach
  /** What is read only when a decision rests on it. What is absent has not been read. */
  readonly onDemand?: OnDemand
}

/** What a rule may ask for before it acts, because reading it each time would cost too many calls. */
export type Read =
  | { readonly of: 'lastMessage' }
  | { readonly of: 'studioWebhook' }
  | { readonly of: 'workflow' }
  /** All tasks that name the channel, found by their attributes; three such calls a second for a whole account (TR-30). */
  | { readonly of: 'channelTasks' }
  | { readonly of: 'worker'; readonly sid: WorkerSid }
  /** What TaskRouter's events say of a task that is gone. */
  | { readonly of: 'verdict'; readonly taskSid: TaskSid }

export interface OnDemand {
  readonly lastMessage?: ObservedMessage | 'none'
  readonly studioWebhook?: { readonly createdAtMs: number } | 'none'
  /** True once `tasks` holds every task that names the channel. */
  readonly channelTasksRead?: boolean
  readonly workers?: Readonly<Record<WorkerSid, ObservedWorker>>
  readonly verdicts?: Readonly<Record<TaskSid, TaskVerdict>>
}

export interface ObservedMessage {
  /** Whether the customer wrote it; `unknown` where the author cannot be told from others. */
  readonly byCustomer: 'yes' | 'no' | 'unknown'
  readonly atMs: number
}

export interface ObservedWorker {
  readonly sid: WorkerSid
  readonly name: string
  readonly available: boolean
}

/** What a task that is gone has been good for: somebody served the customer with it, or nobody came. */
export type TaskVerdict = 'served' | 'failed' | 'unknown'

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
  /** The sids of the conversation's own participants. */
  readonly memberSids: readonly string[]
}

export interface ObservedParticipant {
  readonly participantSid: ParticipantSid
  /** Twilio's word: `customer`, `agent`, `supervisor`, `external`, `unknown`. */
  readonly type: string
  readonly workerSid?: WorkerSid
  readonly taskSid?: TaskSid
  /** Who this is among the conversation's own participants, where Twilio already says so. */
  readonly memberSid?: string
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
  /** What its task was when the invite was made, where TaskRouter has deleted the task and the list still shows it (IN-29). */
  readonly goneTask?: RememberedTask
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
  /** Why it ended; empty while it has not, or where nobody said. */
  readonly reason: string
  /** The version that a conditional update names. */
  readonly etag: string
  readonly priority: number
  readonly taskChannelUniqueName: string
  /** Oldest first. */
  readonly reservations: readonly ObservedReservation[]
}

export interface ObservedReservation {
  readonly sid: ReservationSid
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
  /** The queue in which the workflow catches what nothing else takes; undefined where it has none. */
  readonly catchAllQueueSid?: TaskQueueSid
}
