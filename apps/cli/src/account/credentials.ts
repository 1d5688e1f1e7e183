import { z } from 'zod'
import { CliError } from '../cli-error.ts'
import { EXIT } from '../exit-code.ts'
import type { Surroundings } from '../surroundings.ts'
import { readTwilioProfile } from './twilio-profile.ts'
import { given } from './variables.ts'

/** What calls are made with. Nothing of it is ever printed but the account's sid and where it comes from. */
export interface Credentials {
  readonly accountSid: string
  /** Undefined: `secret` is the account's auth token. */
  readonly apiKeySid: string | undefined
  readonly secret: string
  /** For people. */
  readonly source: string
}

/**
 * From the profile that was asked for; else from the environment; else from the Twilio CLI's active profile: the order
 * that the Twilio CLI itself has (https://github.com/twilio/twilio-cli/blob/main/docs/general_usage.md).
 *
 * @throws {CliError} that says all that is missing at once.
 */
export async function readCredentials(
  surroundings: Pick<Surroundings, 'env' | 'homeFolder' | 'read'>,
  profile?: string,
): Promise<Credentials> {
  const found = profile === undefined ? fromEnvironment(surroundings.env) : undefined
  return found ?? readTwilioProfile(surroundings, profile)
}

const accountSid = z.string().regex(/^AC[0-9a-f]{32}$/)
const apiKeySid = z.string().regex(/^SK[0-9a-f]{32}$/)

/** Undefined where the environment says nothing at all; what it says by halves is an error. */
function fromEnvironment(env: Surroundings['env']): Credentials | undefined {
  const account = given(env, 'TWILIO_ACCOUNT_SID')
  const token = given(env, 'TWILIO_AUTH_TOKEN')
  const key = given(env, 'TWILIO_API_KEY')
  const keySecret = given(env, 'TWILIO_API_SECRET')
  if (account === undefined && token === undefined && key === undefined && keySecret === undefined) return undefined
  const hasKey = key !== undefined && keySecret !== undefined
  const problems = [
    ...(accountSid.safeParse(account).success ? [] : ['TWILIO_ACCOUNT_SID must be AC and 32 hexadecimal digits.']),
    ...(key === undefined || apiKeySid.safeParse(key).success
      ? []
      : ['TWILIO_API_KEY must be SK and 32 hexadecimal digits.']),
    ...(key !== undefined && keySecret === undefined ? ['TWILIO_API_SECRET is missing beside TWILIO_API_KEY.'] : []),
    ...(!hasKey && token === undefined
      ? ['TWILIO_AUTH_TOKEN is missing, or TWILIO_API_KEY and TWILIO_API_SECRET in its place.']
      : []),
  ]
  if (account === undefined || problems.length > 0) throw new CliError(EXIT.usage, problems.join('\n'))
  const source = 'the environment'
  if (hasKey) return { accountSid: account, apiKeySid: key, secret: keySecret, source }
  return { accountSid: account, apiKeySid: undefined, secret: token ?? '', source }
}
