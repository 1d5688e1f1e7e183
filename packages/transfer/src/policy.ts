import { z } from 'zod'
import { taskQueueSid, type TaskQueueSid } from './sid.ts'

/** What the administrator has chosen, in Flex's configuration. Each key is independent of the others. */
export interface Policy {
  readonly enabled: boolean
  readonly coldTransfer: boolean
  readonly multiParticipant: boolean
  /** When a cold transfer lets its sender go: at once, or when the target is inside. */
  readonly release: 'immediate' | 'on_accept'
  /** What becomes of the task of an agent who leaves: done at once, or kept for wrapping up. */
  readonly wrapup: 'closed' | 'wrapup'
  /** What becomes of a conversation that nobody is in any more, if the customer is not waiting for an answer. */
  readonly stranded: 'close' | 'inactive' | 'requeue'
  /** Where a customer goes whom nobody else can take; undefined for the queue in which the workflow catches the rest. */
  readonly fallbackQueueSid: TaskQueueSid | undefined
  /** How often one conversation may be transferred by agents. Supervisors may go on. */
  readonly transferLimit: number
  /** Customers, agents and open invites together. */
  readonly participantsMax: number
  /** How often a repair is tried before somebody is called for help. */
  readonly attempts: number
  /** How long Twilio's lists may be behind before what they show is believed. */
  readonly lagGraceMs: number
  /** How long a conversation has to be without anybody before it counts as stranded. */
  readonly strandedGraceMs: number
  /** How long the only agent may be unavailable before the fallback queue is asked; undefined: for ever. */
  readonly offlineGraceMs: number | undefined
  /** Where in the conversation's attributes a park feature says that it owns the conversation: `a.b.c`. */
  readonly parkedMarker: string | undefined
}

/** What holds for a key that is not there. A feature that nobody has switched on is off. */
export const DEFAULT_POLICY: Policy = {
  enabled: false,
  coldTransfer: false,
  multiParticipant: false,
  release: 'immediate',
  wrapup: 'closed',
  stranded: 'close',
  fallbackQueueSid: undefined,
  transferLimit: 10,
  participantsMax: 6,
  attempts: 3,
  lagGraceMs: 15_000,
  strandedGraceMs: 60_000,
  offlineGraceMs: undefined,
  parkedMarker: undefined,
}

export interface PolicyReading {
  readonly policy: Policy
  /** A sentence for each key whose value could not be used; its default holds. */
  readonly problems: readonly string[]
}

/**
 * Reads the policy from Flex's `ui_attributes`, where it stands in
 * `custom_data.features.conversation_transfer`: the place and the names that the Flex template uses.
 */
export function readPolicy(uiAttributes: unknown): PolicyReading {
  const feature = featureConfiguration.safeParse(uiAttributes).data?.custom_data.features.conversation_transfer ?? {}
  const problems: string[] = []
  const value = <Value>(key: string, schema: z.ZodType<Value>, fallback: Value): Value => {
    if (feature[key] === undefined) return fallback
    const result = schema.safeParse(feature[key])
    if (result.success) return result.data
    const used = fallback === undefined ? 'it is left out' : `the default, ${JSON.stringify(fallback)}, is used`
    problems.push(`conversation_transfer.${key}: ${result.error.issues[0]?.message ?? 'is not valid'}; ${used}.`)
    return fallback
  }
  const fallback = DEFAULT_POLICY
  const policy: Policy = {
    enabled: value('enabled', z.boolean(), fallback.enabled),
    coldTransfer: value('cold_transfer', z.boolean(), fallback.coldTransfer),
    multiParticipant: value('multi_participant', z.boolean(), fallback.multiParticipant),
    release: value('release', z.enum(['immediate', 'on_accept']), fallback.release),
    wrapup: value('wrapup', z.enum(['closed', 'wrapup']), fallback.wrapup),
    stranded: value('stranded', z.enum(['close', 'inactive', 'requeue']), fallback.stranded),
    fallbackQueueSid: value('fallback_queue_sid', taskQueueSid.optional(), fallback.fallbackQueueSid),
    transferLimit: value('transfer_limit', z.int().min(1).max(1000), fallback.transferLimit),
    participantsMax: value('max_participants', z.int().min(2).max(50), fallback.participantsMax),
    attempts: value('attempts', z.int().min(1).max(10), fallback.attempts),
    lagGraceMs: 1000 * value('lag_grace_seconds', z.int().min(1).max(300), fallback.lagGraceMs / 1000),
    strandedGraceMs: 1000 * value('stranded_grace_seconds', z.int().min(5).max(3600), fallback.strandedGraceMs / 1000),
    offlineGraceMs: milliseconds(value('offline_grace_seconds', z.int().min(30).max(86_400).optional(), undefined)),
    parkedMarker: value('parked_marker', z.string().min(1).max(200).optional(), fallback.parkedMarker),
  }
  return { policy, problems }
}

function milliseconds(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1000
}

const featureConfiguration = z.object({
  custom_data: z.object({
    features: z.object({ conversation_transfer: z.record(z.string(), z.unknown()) }),
  }),
})
