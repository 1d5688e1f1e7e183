import { workerSid, type Caller } from '@conversation-transfer/transfer'
import type { Twilio } from 'twilio'
import { z } from 'zod'
import { decode } from './decode.ts'
import type { GatewaySettings } from './settings.ts'

/** Roles that Flex gives to people who may act for agents (documented: https://www.twilio.com/docs/flex/admin-guide/setup/roles-permissions). */
const SUPERVISOR_ROLES: ReadonlySet<string> = new Set(['supervisor', 'admin'])

/**
 * Who a Flex token belongs to; undefined if it is not valid, or belongs to nobody who takes tasks. The SDK has no method
 * for this call; Twilio's own token validator has its host written in, and so cannot meet an emulator.
 */
export async function checkToken(
  client: Twilio,
  settings: GatewaySettings,
  token: string,
): Promise<Caller | undefined> {
  const body = await ask(client, settings, token)
  const answer = decode(tokenValidation, body, 'token validation')
  if (!answer.valid || answer.worker_sid === undefined) return undefined
  return { workerSid: answer.worker_sid, isSupervisor: answer.roles.some((role) => SUPERVISOR_ROLES.has(role)) }
}

async function ask(client: Twilio, { accountSid }: GatewaySettings, token: string): Promise<unknown> {
  const { body } = await client.request({
    method: 'post',
    uri: `https://iam.twilio.com/v1/Accounts/${accountSid}/Tokens/validate`,
    headers: { 'Content-Type': 'application/json' },
    data: { token },
  })
  return body
}

const tokenValidation = z.object({
  valid: z.boolean(),
  roles: z.array(z.string()).default([]),
  worker_sid: workerSid.optional().catch(undefined),
})
