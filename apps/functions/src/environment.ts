import { workflowSid, workspaceSid } from '@conversation-transfer/transfer'
import type { GatewaySettings } from '@conversation-transfer/twilio-gateway'
import { z } from 'zod'
import type { TwilioContext } from './twilio-runtime.ts'

/** What the Functions need to know, read from the variables of their environment. */
export interface Environment {
  readonly settings: GatewaySettings
}

/** The environment, or a sentence for each variable that is missing or wrong. */
export function readEnvironment(context: TwilioContext): Environment | { readonly problems: readonly string[] } {
  const result = variables.safeParse(context)
  if (!result.success) {
    const problems = result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`)
    return { problems: problems.map((problem) => `${problem}. See .env.example.`) }
  }
  const { data } = result
  return {
    settings: {
      accountSid: data.ACCOUNT_SID,
      authToken: data.AUTH_TOKEN,
      workspaceSid: data.TWILIO_FLEX_WORKSPACE_SID,
      workflowSid: data.TWILIO_FLEX_CHAT_TRANSFER_WORKFLOW_SID,
      baseUrl: data.TWILIO_API_BASE_URL,
    },
  }
}

const CREDENTIALS = 'is missing: let Twilio add its credentials to the environment of the service'

const variables = z.object({
  ACCOUNT_SID: z.string(CREDENTIALS).regex(/^AC[0-9a-f]{32}$/, 'must be the account sid: AC and 32 hexadecimal digits'),
  AUTH_TOKEN: z.string(CREDENTIALS).min(1, CREDENTIALS),
  TWILIO_FLEX_WORKSPACE_SID: workspaceSid,
  TWILIO_FLEX_CHAT_TRANSFER_WORKFLOW_SID: workflowSid,
  TWILIO_API_BASE_URL: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.url({ protocol: /^https?$/, error: 'must be the http address of an emulator, or be left out' }).optional(),
  ),
})
