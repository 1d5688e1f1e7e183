import { createGateway, type Gateway, type GatewaySettings } from '@conversation-transfer/twilio-gateway'
import type { Twilio } from 'twilio'
import type { Surroundings } from '../surroundings.ts'
import { transferWorkflow } from './transfer-workflow.ts'
import { openWorkspace } from './workspace.ts'

/** A Twilio account in which transfers are set up. */
export interface Account {
  readonly settings: GatewaySettings
  /** For what the gateway has no word for. */
  readonly client: Twilio
  readonly gateway: Gateway
  /** For people: which account, and where its credentials come from. */
  readonly title: string
}

/** @throws {CliError} that says what is missing; a `TwilioFailure` where Twilio does not answer. */
export async function openAccount(surroundings: Surroundings, profile?: string): Promise<Account> {
  const workspace = await openWorkspace(surroundings, profile)
  const { credentials, client, title, baseUrl, workspaceSid } = workspace
  const settings: GatewaySettings = {
    accountSid: credentials.accountSid,
    authToken: credentials.secret,
    apiKeySid: credentials.apiKeySid,
    workspaceSid,
    workflowSid: await transferWorkflow(surroundings, workspace),
    baseUrl,
  }
  const { connections, time, chance } = surroundings
  const gateway = createGateway({ settings, connections, time, chance, deadlineMs: Number.POSITIVE_INFINITY })
  return { settings, client, gateway, title }
}
