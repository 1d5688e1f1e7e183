import { join } from 'node:path'
import type { EmulatedAccount } from './emulated-account.ts'

/** Where `npm run build` leaves the bundled Functions. */
export const FUNCTIONS_BUNDLE = join(import.meta.dirname, '../../../apps/functions/dist/functions')

/** What the Functions of an account have in their environment. */
export function functionsEnvironment({ contactCenter, url }: EmulatedAccount): Readonly<Record<string, string>> {
  return {
    ACCOUNT_SID: contactCenter.accountSid,
    AUTH_TOKEN: contactCenter.authToken,
    TWILIO_FLEX_WORKSPACE_SID: contactCenter.workspaceSid,
    TWILIO_FLEX_CHAT_TRANSFER_WORKFLOW_SID: contactCenter.workflowSid,
    TWILIO_API_BASE_URL: url,
  }
}
