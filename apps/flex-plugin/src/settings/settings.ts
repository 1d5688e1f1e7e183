import { readPolicy, type Policy } from '@conversation-transfer/transfer'
import { z } from 'zod'
import { SETTING_KEYS, TEMPLATE_KEYS } from './setting-keys.ts'

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
  const data = customData.safeParse(configuration).data?.custom_data
  const feature = data?.features?.conversation_transfer ?? {}
  const hasNotes = readNotes(feature, problems)
  const serviceUrl = readServiceUrl(data, feature, problems)
  const isOn = policy.enabled && (policy.coldTransfer || policy.multiParticipant)
  const settings: Settings = {
    isColdTransferOn: policy.coldTransfer,
    isMultiParticipantOn: policy.multiParticipant,
    hasNotes,
    participantsMax: policy.participantsMax,
    wrapup: policy.wrapup,
    serviceUrl,
  }
  return { settings: isOn ? settings : undefined, problems }
}

type Feature = Readonly<Record<string, unknown>>

function readNotes(feature: Feature, problems: string[]): boolean {
  const { data, error } = SETTING_KEYS.notes.safeParse(feature['notes'])
  if (data !== undefined) return data
  const usual = SETTING_KEYS.notes.parse(undefined)
  problems.push(`conversation_transfer.notes: ${error?.issues[0]?.message}; the default, ${usual}, is used.`)
  return usual
}

/** The key of ours, else those by which the Flex template finds its Functions. */
function readServiceUrl(data: CustomData | undefined, feature: Feature, problems: string[]): string | undefined {
  const own = SETTING_KEYS.service_url.safeParse(feature['service_url'])
  if (own.data !== undefined) return httpUrl(own.data)
  if (!own.success) problems.push(`conversation_transfer.service_url: ${own.error.issues[0]?.message}; it is left out.`)
  if (data?.serverless_functions_domain === undefined) return undefined
  const port = data.serverless_functions_port === undefined ? '' : `:${data.serverless_functions_port}`
  return httpUrl(`${data.serverless_functions_protocol}://${data.serverless_functions_domain}${port}`)
}

/** Without the slash at its end. */
function httpUrl(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url.href.replace(/\/$/, '') : undefined
}

const customData = z.object({
  custom_data: z.object({
    features: z.object({ conversation_transfer: z.record(z.string(), z.unknown()).optional() }).optional(),
    ...TEMPLATE_KEYS,
  }),
})

type CustomData = z.infer<typeof customData>['custom_data']
