import type { Claim } from './claim.ts'
import type { ConversationAttributes } from './conversation-attributes.ts'
import type { InviteMark } from './invite-mark.ts'
import type { JsonObject } from './json.ts'
import type { InviteTarget, ObservedChannel, PresentTask } from './observation.ts'
import type { ConversationSid, InviteSid, ParticipantSid, TaskSid } from './sid.ts'

/** One change at Twilio. Performing a step twice does no more than performing it once, or is prevented by the claim. */
export type Step = ClaimStep | RemoveClaimStep | CreateInviteStep | CloseParticipantStep | WriteInvitesStep

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
  | { readonly kind: 'invitesWritten'; readonly attributes: JsonObject }
  /** The attributes are not a JSON object, or too full; the next look tries again. */
  | { readonly kind: 'invitesNotWritten' }
