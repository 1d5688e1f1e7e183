import type { Claim } from './claim.ts'
import type { ConversationAttributes } from './conversation-attributes.ts'
import type { InviteMark } from './invite-mark.ts'
import type { JsonObject } from './json.ts'
import type { InviteTarget, ObservedChannel, PresentTask } from './observation.ts'
import type { ConversationSid, InviteSid, ParticipantSid, ReservationSid, TaskSid, WorkerSid } from './sid.ts'

/** One change at Twilio. Performing a step twice does no more than performing it once, or is prevented by the claim. */
export type Step =
  | ClaimStep
  | RemoveClaimStep
  | CreateInviteStep
  | CloseParticipantStep
  | CloseChannelStep
  | CloseConversationStep
  | CancelTaskStep
  | CompleteTaskStep
  | RefreshInsideStep
  | RejectReservationStep
  | WriteInvitesStep

/** Writes the claim into a task, if the task is still the one that was observed. */
export interface ClaimStep {
  readonly kind: 'claim'
  readonly taskSid: TaskSid
  readonly etag: string
  readonly taskAttributes: JsonObject
  readonly claim: Claim
}

/** Takes back the claim of a command that has failed for certain, so that nobody waits until it is void. */
export interface RemoveClaimStep {
  readonly kind: 'removeClaim'
  readonly taskSid: TaskSid
  readonly etag: string
  readonly taskAttributes: JsonObject
}

/** Asks the workflow for somebody to join the channel. The new task carries `taskAttributes`. */
export interface CreateInviteStep {
  readonly kind: 'createInvite'
  readonly channel: ObservedChannel
  readonly taskAttributes: JsonObject
  readonly taskChannelUniqueName: string
  readonly priority: number
  readonly mark: InviteMark
  readonly target: InviteTarget
}

/** Takes an agent out: the task is completed, or goes into wrap-up; the channel and the conversation stay. */
export interface CloseParticipantStep {
  readonly kind: 'closeParticipant'
  readonly channel: ObservedChannel
  readonly participantSid: ParticipantSid
  readonly status: 'closed' | 'wrapup'
}

/** Ends the conversation for everybody, or leaves it open for the customer's next message. Its tasks are completed. */
export interface CloseChannelStep {
  readonly kind: 'closeChannel'
  readonly channel: ObservedChannel
  readonly status: 'closed' | 'inactive'
}

/** Closes a conversation whose channel has ended. Final. */
export interface CloseConversationStep {
  readonly kind: 'closeConversation'
  readonly conversationSid: ConversationSid
}

/** Cancels an invite's task that nobody has accepted, if it is still the one that was observed. */
export interface CancelTaskStep {
  readonly kind: 'cancelTask'
  readonly taskSid: TaskSid
  readonly etag: string
  /** Stands in the task and in TaskRouter's events. */
  readonly reason: string
}

/** Ends the task of somebody who accepted and never came. */
export interface CompleteTaskStep {
  readonly kind: 'completeTask'
  readonly taskSid: TaskSid
  readonly etag: string
  readonly reason: string
}

/** Tells the workflow who is inside now, so that it asks none of them. */
export interface RefreshInsideStep {
  readonly kind: 'refreshInside'
  readonly taskSid: TaskSid
  readonly etag: string
  readonly taskAttributes: JsonObject
  readonly workerSids: readonly WorkerSid[]
}

/** Ends the ringing at one worker; the task goes on looking for another. */
export interface RejectReservationStep {
  readonly kind: 'rejectReservation'
  readonly taskSid: TaskSid
  readonly reservationSid: ReservationSid
}

/** Merges our two keys into the conversation's attributes, next to everybody else's. */
export interface WriteInvitesStep {
  readonly kind: 'writeInvites'
  readonly conversationSid: ConversationSid
  readonly keys: ConversationAttributes
}

/** What became of a step. A step that could not be performed is an error, not a result. */
export type StepResult =
  | { readonly kind: 'claimed'; readonly step: ClaimStep; readonly etag: string }
  /** Somebody changed the task since it was observed: look again. */
  | { readonly kind: 'claimLost' }
  | { readonly kind: 'claimRemoved' }
  | {
      readonly kind: 'inviteCreated'
      readonly step: CreateInviteStep
      readonly inviteSid: InviteSid
      readonly task: PresentTask
    }
  | { readonly kind: 'participantClosed'; readonly step: CloseParticipantStep }
  | { readonly kind: 'channelClosed'; readonly step: CloseChannelStep }
  | { readonly kind: 'conversationClosed' }
  | { readonly kind: 'taskEnded'; readonly step: CancelTaskStep | CompleteTaskStep }
  | { readonly kind: 'insideRefreshed'; readonly step: RefreshInsideStep; readonly etag: string }
  | { readonly kind: 'reservationRejected'; readonly step: RejectReservationStep }
  /** The task or reservation is no longer the one that was observed, and nothing was changed: look again. */
  | {
      readonly kind: 'overtaken'
      readonly step: CancelTaskStep | CompleteTaskStep | RefreshInsideStep | RejectReservationStep
    }
  | { readonly kind: 'invitesWritten'; readonly attributes: JsonObject }
  /** The attributes are not a JSON object, or too full; the next look tries again. */
  | { readonly kind: 'invitesNotWritten' }
