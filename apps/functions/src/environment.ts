import type { GatewaySettings } from '@conversation-transfer/twilio-gateway'
import { z } from 'zod'
import type { TwilioContext } from './twilio-runtime.ts'
import { VARIABLES } from './variables.ts'

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

const variables = z.object(VARIABLES)
