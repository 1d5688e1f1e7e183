import type { ParticipantSid, TaskQueueSid, WorkerSid } from './sid.ts'

/** Who asks. Taken from the Flex token as Twilio confirms it, never from the request. */
export interface Caller {
  readonly workerSid: WorkerSid
  /** May act for agents in conversations that they are not in themselves. */
  readonly isSupervisor: boolean
}

/** What a person asked for. */
export type Command = TransferCommand

/** Cold transfer: an invite goes out, and the sender leaves at once. */
export interface TransferCommand {
  readonly kind: 'transfer'
  readonly caller: Caller
  readonly transferId: string
  /** Tells two deliveries of the same request apart; made by whoever carries the command out. */
  readonly requestId: string
  /** Who leaves: absent for the caller, named by a supervisor who acts for somebody else. */
  readonly fromWorkerSid?: WorkerSid | undefined
  /** Which of the sender's participants leaves, when the client knows it. */
  readonly fromParticipantSid?: ParticipantSid | undefined
  readonly target: TransferTarget
  readonly note?: string | undefined
  readonly reason?: string | undefined
}

export type TransferTarget =
  | { readonly type: 'worker'; readonly sid: WorkerSid }
  | { readonly type: 'queue'; readonly sid: TaskQueueSid }
