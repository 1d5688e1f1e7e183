import { workflowSid, workspaceSid } from '@conversation-transfer/transfer'
import { z } from 'zod'

const CREDENTIALS = 'is missing: let Twilio add its credentials to the environment of the service'

/** Every variable that a Function reads: what it accepts, and what it means. */
export const VARIABLES = {
  ACCOUNT_SID: z
    .string(CREDENTIALS)
    .regex(/^AC[0-9a-f]{32}$/, 'must be the account sid: AC and 32 hexadecimal digits')
    .describe('The account. Twilio sets it by itself.'),
  AUTH_TOKEN: z
    .string(CREDENTIALS)
    .min(1, CREDENTIALS)
    .meta({ accepts: "the account's auth token" })
    .describe('What calls of Twilio are made with. Twilio sets it by itself.'),
  TWILIO_FLEX_WORKSPACE_SID: workspaceSid.describe("Flex's workspace, which Twilio calls Flex Task Assignment."),
  TWILIO_FLEX_CHAT_TRANSFER_WORKFLOW_SID: workflowSid.describe(
    'The workflow that routes transfers. Not the one that routes new conversations: this one finds the agent or the queue that a transfer names, and never an agent who is in the conversation already.',
  ),
  TWILIO_FLEX_ORIGINS: z
    .string()
    .optional()
    .meta({ accepts: 'origins, with commas between them' })
    .describe(
      'The pages that may call the Functions, if you host the Flex UI yourself. Without it: `https://flex.twilio.com`, where Twilio does.',
    ),
  TWILIO_API_BASE_URL: z
    .preprocess(
      (value) => (value === '' ? undefined : value),
      z.url({ protocol: /^https?$/, error: 'must be the http address of an emulator, or be left out' }).optional(),
    )
    .meta({ accepts: 'an http address' })
    .describe("Leads to an emulator instead of Twilio's own addresses. For development only."),
}
