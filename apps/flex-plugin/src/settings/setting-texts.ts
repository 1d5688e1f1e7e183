import type { SETTING_KEYS, TEMPLATE_KEYS } from './setting-keys.ts'

/** What each key does, for the page that lists all configuration; nothing of it goes into the script. */
export const SETTING_TEXTS: Readonly<Record<keyof typeof SETTING_KEYS, string>> = {
  notes: 'Whether a reason and a note for the next agent are asked for.',
  service_url: 'Where the Functions are. Without it, where the three keys below say.',
}

export const TEMPLATE_TEXTS: Readonly<Record<keyof typeof TEMPLATE_KEYS, string>> = {
  serverless_functions_domain: 'The domain of the Functions, such as `example-1234.twil.io`.',
  serverless_functions_protocol: 'The protocol before that domain.',
  serverless_functions_port: 'The port behind that domain, for Functions that run on a laptop.',
}
