import { z } from 'zod'
import { participantSid, workerSid, type ParticipantSid, type WorkerSid } from './sid.ts'

/**
 * What makes an invite ours: the value of the key `conversationTransfer` in the attributes of its task. It travels with
 * the task, so that whoever reads the task later knows who asked for what.
 */
export interface InviteMark {
  /** Made by the client. It makes a repeated request one transfer. */
  readonly transferId: string
  readonly mode: 'cold' | 'warm'
  /** Who asked somebody in; absent where a repair did and nobody had been inside before. */
  readonly fromWorkerSid?: WorkerSid | undefined
  /** Whom a cold transfer releases: the participant, never the worker, who may have come back since. */
  readonly fromParticipantSid?: ParticipantSid | undefined
  /** When the sender goes, where that does not follow from the policy. */
  readonly release?: 'on_accept' | undefined
  /** 1 for what a person asked for; higher for what a repair tries afterwards. */
  readonly attempt: number
  /** How people call whom it asks for; the task's other attributes carry only a worker's sid. */
  readonly targetName: string
  readonly note?: string | undefined
  readonly reason?: string | undefined
}

export const INVITE_MARK_KEY = 'conversationTransfer'

const inviteMark: z.ZodType<InviteMark> = z.object({
  transferId: z.string(),
  mode: z.enum(['cold', 'warm']),
  fromWorkerSid: workerSid.optional(),
  fromParticipantSid: participantSid.optional(),
  release: z.literal('on_accept').optional(),
  attempt: z.int().positive(),
  targetName: z.string(),
  note: z.string().optional(),
  reason: z.string().optional(),
})

/** Undefined if the task is not an invite of ours. */
export function readInviteMark(taskAttributes: Readonly<Record<string, unknown>>): InviteMark | undefined {
  return inviteMark.safeParse(taskAttributes[INVITE_MARK_KEY]).data
}
