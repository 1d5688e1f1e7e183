import { workspaceSid, type WorkspaceSid } from '@conversation-transfer/transfer'
import { CallMeter, createTwilioClient } from '@conversation-transfer/twilio-gateway'
import type { Twilio } from 'twilio'
import { z } from 'zod'
import { CliError } from '../cli-error.ts'
import { EXIT } from '../exit-code.ts'
import type { Surroundings } from '../surroundings.ts'
import { readCredentials, type Credentials } from './credentials.ts'
import { given, type VariableName } from './variables.ts'

/** An account's workspace, before anything of ours has to be in it. */
export interface Workspace {
  readonly credentials: Credentials
  readonly client: Twilio
  readonly workspaceSid: WorkspaceSid
  /** Of an emulator; undefined for Twilio itself. */
  readonly baseUrl: string | undefined
  /** For people: which account, and where its credentials come from. */
  readonly title: string
}

/** @throws {CliError} that says what is missing; a `TwilioFailure` where Twilio does not answer. */
export async function openWorkspace(surroundings: Surroundings, profile?: string): Promise<Workspace> {
  const credentials = await readCredentials(surroundings, profile)
  const baseUrl = emulatorAddress(surroundings.env)
  const client = clientOf(surroundings, credentials, baseUrl)
  const named = sidIn(surroundings.env, 'TWILIO_FLEX_WORKSPACE_SID', workspaceSid)
  const { accountSid, source } = credentials
  return {
    credentials,
    client,
    baseUrl,
    workspaceSid: named ?? (await flexWorkspace(client)),
    title: `${accountSid}${baseUrl === undefined ? '' : ` at ${baseUrl}`} (credentials from ${source})`,
  }
}

function clientOf(surroundings: Surroundings, credentials: Credentials, baseUrl: string | undefined): Twilio {
  const { accountSid, apiKeySid, secret: authToken } = credentials
  const { connections, time, chance } = surroundings
  const options = { connections, time, chance, deadlineMs: Number.POSITIVE_INFINITY, meter: new CallMeter() }
  return createTwilioClient({ accountSid, authToken, apiKeySid, baseUrl }, options)
}

function emulatorAddress(env: Surroundings['env']): string | undefined {
  const text = given(env, 'TWILIO_API_BASE_URL')
  if (text === undefined) return undefined
  const { success } = z.url({ protocol: /^https?$/ }).safeParse(text)
  if (success) return text
  throw new CliError(EXIT.usage, 'TWILIO_API_BASE_URL must be the http address of an emulator, or be left out.')
}

/** The sid that a variable names; undefined if it names none. @throws {CliError} if that is no sid. */
export function sidIn<Sid>(env: Surroundings['env'], variable: VariableName, schema: z.ZodType<Sid>): Sid | undefined {
  const text = given(env, variable)
  if (text === undefined) return undefined
  const { data, error } = schema.safeParse(text)
  if (data !== undefined) return data
  throw new CliError(EXIT.usage, `${variable} ${error?.issues[0]?.message ?? 'is not valid'}.`)
}

/** Flex's configuration names the workspace that Flex works in. */
async function flexWorkspace(client: Twilio): Promise<WorkspaceSid> {
  const { taskrouterWorkspaceSid } = await client.flexApi.v1.configuration().fetch()
  const { data } = workspaceSid.safeParse(taskrouterWorkspaceSid)
  if (data !== undefined) return data
  throw new CliError(EXIT.usage, "Flex's configuration names no workspace. Set TWILIO_FLEX_WORKSPACE_SID.")
}
