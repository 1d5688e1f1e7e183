import { z } from 'zod'
import type { Remark } from '../decision.ts'
import type { FailureCode } from '../failure.ts'
import type { RefusalCode } from '../refusal.ts'
import { participantSid, taskSid, workerSid, type ParticipantSid, type TaskSid, type WorkerSid } from '../sid.ts'

/** The transfer has happened: the invite is out, and the sender has been released. */
export interface TransferDone {
  readonly result: 'done'
  readonly transferId: string
  readonly inviteTaskSid: TaskSid
  /** Whether somebody has followed the invite already; `unknown` once its task has been deleted. */
  readonly state: 'waiting' | 'accepted' | 'unknown'
  readonly remarks: readonly Remark[]
}

/** Nothing has been changed. */
export interface Refused {
  readonly result: 'refused'
  readonly code: RefusalCode
  readonly message: string
  readonly charactersOver?: number
}

/** It could not be carried through. `known` is what has happened all the same; absent where nothing could be read. */
export interface Failed {
  readonly result: 'failed'
  readonly code: FailureCode
  readonly message: string
  readonly known?: { readonly inviteTaskSid?: TaskSid; readonly senderReleased: boolean }
  /** Whether the same request, with the same transferId, may be sent again: it goes on where this one stopped. */
  readonly mayRepeat: boolean
}

/** What is seen of a conversation. */
export interface Seen {
  readonly result: 'seen'
  readonly channelStatus: string
  readonly agents: readonly SeenAgent[]
  readonly invites: readonly SeenInvite[]
  /** All tasks of the channel: the hints for the next request. */
  readonly taskSids: readonly TaskSid[]
}

export interface SeenAgent {
  readonly participantSid: ParticipantSid
  readonly workerSid: WorkerSid
  readonly taskSid: TaskSid
}

export interface SeenInvite {
  readonly taskSid: TaskSid
  readonly mode: 'cold' | 'warm'
  readonly state: 'waiting' | 'ringing' | 'joining'
  readonly targetType: 'worker' | 'queue'
  readonly targetSid: string
  readonly targetName: string
}

export type LookAnswer = Seen | Failed

export type TransferAnswer = TransferDone | Refused | Failed

const refused = z.object({
  result: z.literal('refused'),
  code: z.string(),
  message: z.string(),
  charactersOver: z.number().optional(),
})

const failed = z.object({
  result: z.literal('failed'),
  code: z.string(),
  message: z.string(),
  known: z.object({ inviteTaskSid: taskSid.optional(), senderReleased: z.boolean() }).optional(),
  mayRepeat: z.boolean(),
})

/**
 * Reads an answer of `transfer`. Codes and remarks are read as any text, so that a client meets one that is newer than
 * itself with the sentence that comes with it.
 */
export const transferAnswer = z.discriminatedUnion('result', [
  z.object({
    result: z.literal('done'),
    transferId: z.string(),
    inviteTaskSid: taskSid,
    state: z.enum(['waiting', 'accepted', 'unknown']),
    remarks: z.array(z.string()),
  }),
  refused,
  failed,
])

/** Reads an answer of `look`. */
export const lookAnswer = z.discriminatedUnion('result', [
  z.object({
    result: z.literal('seen'),
    channelStatus: z.string(),
    agents: z.array(z.object({ participantSid, workerSid, taskSid })),
    invites: z.array(
      z.object({
        taskSid,
        mode: z.enum(['cold', 'warm']),
        state: z.enum(['waiting', 'ringing', 'joining']),
        targetType: z.enum(['worker', 'queue']),
        targetSid: z.string(),
        targetName: z.string(),
      }),
    ),
    taskSids: z.array(taskSid),
  }),
  failed,
])
