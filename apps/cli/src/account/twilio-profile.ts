import { parseJson } from '@conversation-transfer/transfer'
import { join } from 'node:path'
import { z } from 'zod'
import { CliError } from '../cli-error.ts'
import { EXIT } from '../exit-code.ts'
import type { Surroundings } from '../surroundings.ts'
import type { Credentials } from './credentials.ts'

/** Flex and TaskRouter live in this one. */
const REGION = 'us1'

/**
 * The credentials of a profile of the Twilio CLI, which keeps them in `~/.twilio-cli/config.json`: `profiles` by name, each
 * with its account and an API key, and the active one's name under `activeProject`. Older versions kept the key in the
 * system's keychain and only the account under `projects`.
 */
export async function readTwilioProfile(
  { homeFolder, read }: Pick<Surroundings, 'homeFolder' | 'read'>,
  wanted: string | undefined,
): Promise<Credentials> {
  const text = await read(join(homeFolder, '.twilio-cli', 'config.json'))
  if (text === undefined) throw nothingFound(wanted)
  const { data } = configFile.safeParse(parseJson(text))
  if (data === undefined) throw new CliError(EXIT.usage, 'The Twilio CLI’s config.json is not as it writes it.')
  const name = wanted ?? data.activeProject ?? Object.keys(data.profiles)[0]
  if (name === undefined) throw nothingFound(wanted)
  const profile = data.profiles[name]
  if (profile === undefined) throw missing(name, data)
  const region = profile.region ?? ''
  if (region !== '' && region !== REGION) {
    throw new CliError(EXIT.usage, `The profile ${name} is for the region ${region}; Flex is in ${REGION}.`)
  }
  const { accountSid, apiKey: apiKeySid, apiSecret: secret } = profile
  return { accountSid, apiKeySid, secret, source: `the Twilio CLI's profile ${name}` }
}

const configFile = z.object({
  activeProject: z.string().nullish(),
  projects: z.array(z.object({ id: z.string() })).default([]),
  profiles: z
    .record(
      z.string(),
      z.object({
        accountSid: z.string().startsWith('AC'),
        apiKey: z.string().startsWith('SK'),
        apiSecret: z.string().min(1),
        region: z.string().nullish(),
      }),
    )
    .default({}),
})

function nothingFound(wanted: string | undefined): CliError {
  const sentence =
    wanted === undefined
      ? 'No credentials were found.'
      : `There is no profile ${wanted}: the Twilio CLI has not been set up for this user.`
  const remedy =
    'Set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN (or TWILIO_API_KEY and TWILIO_API_SECRET), or run `twilio login`.'
  return new CliError(EXIT.usage, `${sentence}\n${remedy}`)
}

function missing(name: string, { projects, profiles }: z.infer<typeof configFile>): CliError {
  if (projects.some(({ id }) => id === name)) {
    return new CliError(
      EXIT.usage,
      `The key of the profile ${name} is in the system's keychain, where an older Twilio CLI put it. ` +
        `Run \`twilio login --profile ${name}\` with a newer one.`,
    )
  }
  const names = Object.keys(profiles).join(', ')
  return new CliError(EXIT.usage, `There is no profile ${name}${names === '' ? '' : `, only ${names}`}.`)
}
