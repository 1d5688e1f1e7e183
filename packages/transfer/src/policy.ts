import { z } from 'zod'

/** What the administrator has chosen, in Flex's configuration. Each key is independent of the others. */
export interface Policy {
  readonly enabled: boolean
  readonly coldTransfer: boolean
  /** What becomes of the task of an agent who leaves: done at once, or kept for wrapping up. */
  readonly wrapup: 'closed' | 'wrapup'
  /** How often one conversation may be transferred by agents. Supervisors may go on. */
  readonly transferLimit: number
}

/** What holds for a key that is not there. A feature that nobody has switched on is off. */
const DEFAULT_POLICY: Policy = { enabled: false, coldTransfer: false, wrapup: 'closed', transferLimit: 10 }

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
    const used = `the default, ${JSON.stringify(fallback)}, is used`
    problems.push(`conversation_transfer.${key}: ${result.error.issues[0]?.message ?? 'is not valid'}; ${used}.`)
    return fallback
  }
  const policy: Policy = {
    enabled: value('enabled', z.boolean(), DEFAULT_POLICY.enabled),
    coldTransfer: value('cold_transfer', z.boolean(), DEFAULT_POLICY.coldTransfer),
    wrapup: value('wrapup', z.enum(['closed', 'wrapup']), DEFAULT_POLICY.wrapup),
    transferLimit: value('transfer_limit', z.int().min(1).max(1000), DEFAULT_POLICY.transferLimit),
  }
  return { policy, problems }
}

const featureConfiguration = z.object({
  custom_data: z.object({
    features: z.object({ conversation_transfer: z.record(z.string(), z.unknown()) }),
  }),
})
