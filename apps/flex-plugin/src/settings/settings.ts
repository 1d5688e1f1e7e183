import { readPolicy, type Policy } from '@conversation-transfer/transfer'
import { z } from 'zod'

/** What the administrator has chosen, as far as it matters in the desktop. */
export interface Settings {
  readonly isColdTransferOn: boolean
  readonly isMultiParticipantOn: boolean
  /** Whether a note and a reason are asked for. */
  readonly hasNotes: boolean
  readonly participantsMax: number
  readonly wrapup: Policy['wrapup']
  /** Where the Functions are, such as `https://example-1234.twil.io`; undefined if nothing says it. */
  readonly serviceUrl: string | undefined
}

export interface SettingsReading {
  /** Undefined where the feature is off. */
  readonly settings: Settings | undefined
  /** A sentence for each key whose value could not be used. */
  readonly problems: readonly string[]
}

/** Reads Flex's configuration, in which `ui_attributes` have been merged with the page's own. */
export function readSettings(configuration: unknown): SettingsReading {
  const { policy, problems: policyProblems } = readPolicy(configuration)
  const problems = [...policyProblems]
  const feature = customData.safeParse(configuration).data?.custom_data.features?.conversation_transfer ?? {}
  const hasNotes = booleanOr(feature['notes'], true)
  if (hasNotes === undefined)
    problems.push(`conversation_transfer.notes: expected a boolean; the default, true, is used.`)
  const serviceUrl = readServiceUrl(configuration, feature, problems)
  const isOn = policy.enabled && (policy.coldTransfer || policy.multiParticipant)
  const settings: Settings = {
    isColdTransferOn: policy.coldTransfer,
    isMultiParticipantOn: policy.multiParticipant,
    hasNotes: hasNotes ?? true,
    participantsMax: policy.participantsMax,
    wrapup: policy.wrapup,
    serviceUrl,
  }
  return { settings: isOn ? settings : undefined, problems }
}

type Feature = Readonly<Record<string, unknown>>

function booleanOr(value: unknown, fallback: boolean): boolean | undefined {
  if (value === undefined) return fallback
  return typeof value === 'boolean' ? value : undefined
}

/** The key of ours, else those by which the Flex template finds its Functions. */
function readServiceUrl(configuration: unknown, feature: Feature, problems: string[]): string | undefined {
  const own = feature['service_url']
  if (own !== undefined) {
    const url = typeof own === 'string' ? httpUrl(own) : undefined
    if (url !== undefined) return url
    problems.push(
      `conversation_transfer.service_url: expected an address such as "https://example.twil.io"; it is left out.`,
    )
  }
  const data = customData.safeParse(configuration).data?.custom_data
  if (data?.serverless_functions_domain === undefined) return undefined
  const protocol = data.serverless_functions_protocol ?? 'https'
  const port = data.serverless_functions_port === undefined ? '' : `:${data.serverless_functions_port}`
  return httpUrl(`${protocol}://${data.serverless_functions_domain}${port}`)
}

/** Without the slash at its end. */
function httpUrl(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url.href.replace(/\/$/, '') : undefined
}

const customData = z.object({
  custom_data: z.object({
    features: z.object({ conversation_transfer: z.record(z.string(), z.unknown()).optional() }).optional(),
    serverless_functions_domain: z.string().min(1).optional(),
    serverless_functions_protocol: z.string().optional(),
    serverless_functions_port: z.union([z.string(), z.number()]).optional(),
  }),
})
