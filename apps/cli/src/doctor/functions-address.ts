import { z } from 'zod'

/** Where the plugin looks for the Functions: `service_url`, else the keys that the Flex template uses. */
export function functionsAddress(uiAttributes: unknown): string | undefined {
  const custom = attributes.safeParse(uiAttributes).data?.custom_data
  if (custom === undefined) return undefined
  const { service_url: url } = custom.features.conversation_transfer
  if (url !== undefined) return url.replace(/\/$/, '')
  const {
    serverless_functions_domain: domain,
    serverless_functions_protocol: protocol,
    serverless_functions_port: port,
  } = custom
  if (domain === undefined || domain === '') return undefined
  return `${protocol}://${domain}${port === undefined || port === '' ? '' : `:${port}`}`
}

const attributes = z.object({
  custom_data: z.object({
    serverless_functions_domain: z.string().optional(),
    serverless_functions_protocol: z.string().default('https'),
    serverless_functions_port: z.coerce.string().optional(),
    features: z
      .object({ conversation_transfer: z.object({ service_url: z.string().optional() }).prefault({}) })
      .prefault({}),
  }),
})
