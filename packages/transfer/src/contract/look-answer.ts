import { z } from 'zod'
import { participantSid, taskSid, workerSid, type ParticipantSid, type TaskSid, type WorkerSid } from '../sid.ts'
import type { RefusalCode } from '../refusal.ts'
import { failedAnswer, type Failed } from './command-answer.ts'

/** What is seen of a conversation, and what may be done with it. */
export interface Seen {
  readonly result: 'seen'
  readonly channelStatus: string
  readonly agents: readonly SeenAgent[]
  readonly invites: readonly SeenInvite[]
  /** All tasks of the channel: the hints for the next request. */
  readonly taskSids: readonly TaskSid[]
  /** Why the server would refuse each command, by its sentence; a command that is not here would be carried out. */
  readonly refusals: SeenRefusals
  /** Whom the conversation can go to; absent unless the request asked for them. */
  readonly targets?: readonly SeenTarget[]
  /** When the backend was last heard of; absent where there is none. */
  readonly backend?: SeenBackend
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

export interface SeenRefusal {
  readonly code: RefusalCode
  readonly message: string
}

export interface SeenRefusals {
  readonly transfer?: SeenRefusal
  readonly invite?: SeenRefusal
  readonly leave?: SeenRefusal
  /** By the participant's sid. */
  readonly remove: Readonly<Record<ParticipantSid, SeenRefusal>>
  /** By the sid of the invite's task. */
  readonly cancelInvite: Readonly<Record<TaskSid, SeenRefusal>>
}

export interface SeenTarget {
  readonly type: 'worker' | 'queue'
  readonly sid: string
  readonly name: string
  /** A worker who takes tasks now; a queue in which somebody does. */
  readonly available: boolean
  /** The worker's activity. */
  readonly activityName?: string
  /** How many more conversations the worker can take; absent where it has not been read. */
  readonly freeCapacity?: number
  /** How many people of the queue are available, and how many conversations wait in it. */
  readonly availableWorkers?: number
  readonly waiting?: number
  /** Why it cannot be chosen. */
  readonly refusal?: SeenRefusal
}

export interface SeenBackend {
  /** Milliseconds since 1970. */
  readonly aliveAtMs: number
  readonly mode: string
}

export type LookAnswer = Seen | Failed

const refusal = z.object({ code: z.string(), message: z.string() })

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
    refusals: z.object({
      transfer: refusal.optional(),
      invite: refusal.optional(),
      leave: refusal.optional(),
      remove: z.record(z.string(), refusal),
      cancelInvite: z.record(z.string(), refusal),
    }),
    targets: z
      .array(
        z.object({
          type: z.enum(['worker', 'queue']),
          sid: z.string(),
          name: z.string(),
          available: z.boolean(),
          activityName: z.string().optional(),
          freeCapacity: z.number().optional(),
          availableWorkers: z.number().optional(),
          waiting: z.number().optional(),
          refusal: refusal.optional(),
        }),
      )
      .optional(),
    backend: z.object({ aliveAtMs: z.number(), mode: z.string() }).optional(),
  }),
  failedAnswer,
])
