import { z } from 'zod'
import { POLICY_KEYS } from './policy-keys.ts'
import type { TaskQueueSid } from './sid.ts'

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
  const usable: Record<string, unknown> = {}
  for (const [key, schema] of Object.entries<z.ZodType>(POLICY_KEYS)) {
    const { success, error } = schema.safeParse(feature[key])
    if (success) usable[key] = feature[key]
    else problems.push(`conversation_transfer.${key}: ${error.issues[0]?.message ?? 'is not valid'}; ${used(schema)}.`)
  }
  return { policy: toPolicy(keys.parse(usable)), problems }
}

const keys = z.object(POLICY_KEYS)

/** What holds instead of a value that cannot be used. */
function used(schema: z.ZodType): string {
  const fallback = schema.parse(undefined)
  return fallback === undefined ? 'it is left out' : `the default, ${JSON.stringify(fallback)}, is used`
}

function toPolicy(values: z.infer<typeof keys>): Policy {
  return {
    enabled: values.enabled,
    coldTransfer: values.cold_transfer,
    multiParticipant: values.multi_participant,
    release: values.release,
    wrapup: values.wrapup,
    stranded: values.stranded,
    fallbackQueueSid: values.fallback_queue_sid,
    transferLimit: values.transfer_limit,
    participantsMax: values.max_participants,
    attempts: values.attempts,
    lagGraceMs: 1000 * values.lag_grace_seconds,
    strandedGraceMs: 1000 * values.stranded_grace_seconds,
    offlineGraceMs: values.offline_grace_seconds === undefined ? undefined : 1000 * values.offline_grace_seconds,
    parkedMarker: values.parked_marker,
  }
}

const featureConfiguration = z.object({
  custom_data: z.object({
    features: z.object({ conversation_transfer: z.record(z.string(), z.unknown()) }),
  }),
})

/** What holds where nothing is configured. */
export const DEFAULT_POLICY: Policy = toPolicy(keys.parse({}))
