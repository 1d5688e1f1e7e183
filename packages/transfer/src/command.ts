import type { ParticipantSid, TaskQueueSid, TaskSid, WorkerSid } from './sid.ts'

/** Who asks. Taken from the Flex token as Twilio confirms it, never from the request. */
export interface Caller {
  readonly workerSid: WorkerSid
  /** May act for agents in conversations that they are not in themselves. */
  readonly isSupervisor: boolean
}

/** What a person asked for. */
export type Command = TransferCommand | InviteCommand | CancelInviteCommand | RemoveCommand | LeaveCommand

/** The commands that bring somebody in. */
export type InvitingCommand = TransferCommand | InviteCommand

interface AnyCommand {
  readonly caller: Caller
  /** Tells two deliveries of the same request apart; made by whoever carries the command out. */
  readonly requestId: string
}

interface Inviting extends AnyCommand {
  /** Made by the client: the same request sent again is the same transfer. */
  readonly transferId: string
  readonly target: TransferTarget
  readonly note?: string | undefined
  readonly reason?: string | undefined
}

/** Cold transfer: an invite goes out, and the sender leaves, at once or when the target is inside. */
export interface TransferCommand extends Inviting {
  readonly kind: 'transfer'
  /** Who leaves: absent for the caller, named by a supervisor who acts for somebody else. */
  readonly fromWorkerSid?: WorkerSid | undefined
  /** Which of the sender's participants leaves, when the client knows it. */
  readonly fromParticipantSid?: ParticipantSid | undefined
}

/** Warm transfer, or one more agent: an invite goes out, and whoever is inside stays. */
export interface InviteCommand extends Inviting {
  readonly kind: 'invite'
}

/** Takes an invite back that nobody has followed yet. */
export interface CancelInviteCommand extends AnyCommand {
  readonly kind: 'cancelInvite'
  readonly inviteTaskSid: TaskSid
}

/** Takes another agent out. */
export interface RemoveCommand extends AnyCommand {
  readonly kind: 'remove'
  readonly participantSid: ParticipantSid
}

/** The caller goes, the conversation goes on. */
export interface LeaveCommand extends AnyCommand {
  readonly kind: 'leave'
  /**
   * What the caller is done with: the conversation, or their wrap-up after it. The client says which, so that a repeated
   * request to leave does not end the wrap-up that the first one began.
   */
  readonly ends: 'conversation' | 'wrapup'
  /** Which of the caller's participants goes, when the client knows it. */
  readonly participantSid?: ParticipantSid | undefined
}

export type TransferTarget =
  | { readonly type: 'worker'; readonly sid: WorkerSid }
  | { readonly type: 'queue'; readonly sid: TaskQueueSid }
