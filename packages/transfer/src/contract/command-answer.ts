import { z } from 'zod'
import type { Outcome } from '../decision.ts'
import type { FailureCode } from '../failure.ts'
import type { RefusalCode } from '../refusal.ts'
import { taskSid, type TaskSid } from '../sid.ts'

/** The command has happened. */
export type Done = { readonly result: 'done' } & Outcome

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
  readonly known?: Known
  /** Whether the same request may be sent again: it goes on where this one stopped. */
  readonly mayRepeat: boolean
}

/** What a command that failed is known to have done. */
export interface Known {
  /** The task of the invite that it made, or that it was to cancel. */
  readonly inviteTaskSid?: TaskSid
  /** Whether whoever was to go has gone; absent where nobody was to go. */
  readonly departed?: 'yes' | 'no' | 'unknown'
}

export type CommandAnswer = Done | Refused | Failed

const done = z.discriminatedUnion('of', [
  z.object({
    result: z.literal('done'),
    of: z.literal('invite'),
    inviteTaskSid: taskSid,
    state: z.enum(['waiting', 'accepted', 'unknown']),
    remarks: z.array(z.string()),
  }),
  z.object({
    result: z.literal('done'),
    of: z.literal('cancel'),
    inviteTaskSid: taskSid,
    state: z.enum(['canceled', 'accepted', 'ended', 'sentBack']),
  }),
  z.object({
    result: z.literal('done'),
    of: z.literal('departure'),
    conversation: z.enum(['goesOn', 'closed', 'inactive', 'requeued', 'stranded']),
  }),
])

const refused = z.object({
  result: z.literal('refused'),
  code: z.string(),
  message: z.string(),
  charactersOver: z.number().optional(),
})

export const failedAnswer = z.object({
  result: z.literal('failed'),
  code: z.string(),
  message: z.string(),
  known: z
    .object({ inviteTaskSid: taskSid.optional(), departed: z.enum(['yes', 'no', 'unknown']).optional() })
    .optional(),
  mayRepeat: z.boolean(),
})

/**
 * Reads the answer of any command. Codes and remarks are read as any text, so that a client meets one that is newer than
 * itself with the sentence that comes with it.
 */
export const commandAnswer = z.union([done, refused, failedAnswer])
