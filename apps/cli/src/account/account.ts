import { workflowSid, workspaceSid, type WorkflowSid, type WorkspaceSid } from '@conversation-transfer/transfer'
import {
  CallMeter,
  createGateway,
  createTwilioClient,
  type Gateway,
  type GatewaySettings,
} from '@conversation-transfer/twilio-gateway'
import type { Twilio } from 'twilio'
import { z } from 'zod'
import { CliError } from '../cli-error.ts'
import { EXIT } from '../exit-code.ts'
import type { Surroundings } from '../surroundings.ts'
import { given, readCredentials, type Credentials } from './credentials.ts'

/** A Twilio account that one can work with. */
export interface Account {
  readonly settings: GatewaySettings
  /** For what the gateway has no word for. */
  readonly client: Twilio
  readonly gateway: Gateway
  /** For people: which account, and where its credentials come from. */
  readonly title: string
}

/** How the Flex template calls the workflow, and `setup` too. */
export const WORKFLOW_NAME = 'Conversation Transfer'

/** @throws {CliError} that says what is missing; a `TwilioFailure` where Twilio does not answer. */
export async function openAccount(surroundings: Surroundings, profile?: string): Promise<Account> {
  const credentials = await readCredentials(surroundings, profile)
  const baseUrl = emulatorAddress(surroundings.env)
  const client = clientOf(surroundings, credentials, baseUrl)
  const workspace = named(surroundings.env, 'TWILIO_FLEX_WORKSPACE_SID', workspaceSid) ?? (await flexWorkspace(client))
  const workflow =
    named(surroundings.env, 'TWILIO_FLEX_CHAT_TRANSFER_WORKFLOW_SID', workflowSid) ??
    (await transferWorkflow(client, workspace))
  const settings: GatewaySettings = {
    accountSid: credentials.accountSid,
    authToken: credentials.secret,
    apiKeySid: credentials.apiKeySid,
    workspaceSid: workspace,
    workflowSid: workflow,
    baseUrl,
  }
  const { connections, time, chance } = surroundings
  const gateway = createGateway({ settings, connections, time, chance, deadlineMs: Number.POSITIVE_INFINITY })
  return { settings, client, gateway, title: titleOf(credentials, baseUrl) }
}

function clientOf(surroundings: Surroundings, credentials: Credentials, baseUrl: string | undefined): Twilio {
  const { accountSid, apiKeySid, secret: authToken } = credentials
  const { connections, time, chance } = surroundings
  const options = { connections, time, chance, deadlineMs: Number.POSITIVE_INFINITY, meter: new CallMeter() }
  return createTwilioClient({ accountSid, authToken, apiKeySid, baseUrl }, options)
}

function titleOf({ accountSid, source }: Credentials, baseUrl: string | undefined): string {
  return `${accountSid}${baseUrl === undefined ? '' : ` at ${baseUrl}`} (credentials from ${source})`
}

function emulatorAddress(env: Surroundings['env']): string | undefined {
  const text = given(env['TWILIO_API_BASE_URL'])
  if (text === undefined) return undefined
  const { success } = z.url({ protocol: /^https?$/ }).safeParse(text)
  if (success) return text
  throw new CliError(EXIT.usage, 'TWILIO_API_BASE_URL must be the http address of an emulator, or be left out.')
}

function named<Sid>(env: Surroundings['env'], variable: string, schema: z.ZodType<Sid>): Sid | undefined {
  const text = given(env[variable])
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

async function transferWorkflow(client: Twilio, workspace: WorkspaceSid): Promise<WorkflowSid> {
  const workflows = await client.taskrouter.v1.workspaces(workspace).workflows.list({ friendlyName: WORKFLOW_NAME })
  const [found, ...others] = workflows
  const { data } = workflowSid.safeParse(found?.sid)
  if (data !== undefined && others.length === 0) return data
  throw new CliError(
    EXIT.usage,
    `${others.length > 0 ? 'Several workflows are' : 'No workflow is'} called "${WORKFLOW_NAME}". ` +
      'Set TWILIO_FLEX_CHAT_TRANSFER_WORKFLOW_SID to the one that routes transfers.',
  )
}
