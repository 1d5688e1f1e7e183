import { z } from 'zod'

/**
 * What the plugin's own keys accept, beside those of the policy, and what holds where they are not there. What each does is
 * said in setting-texts.ts, which desktops do not load.
 */
export const SETTING_KEYS = {
  notes: z.boolean('expected a boolean').default(true),
  service_url: z
    .url({ protocol: /^https?$/, error: 'expected an address such as "https://example.twil.io"' })
    .optional(),
}

/** What the Flex template says of its Functions, in `custom_data`, beside `features`. */
export const TEMPLATE_KEYS = {
  serverless_functions_domain: z.string().min(1).optional(),
  serverless_functions_protocol: z.string().default('https'),
  serverless_functions_port: z.union([z.string(), z.number()]).optional(),
}
