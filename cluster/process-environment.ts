import type { RunningEmulator } from '@conversation-transfer/twilio-emulator'
import { PUBLIC_URL } from './load-balancer.ts'

/** What a process of the backend finds in its environment, but for where its store and Twilio are. */
export function processEnvironment({ contactCenter }: RunningEmulator): Readonly<Record<string, string>> {
  return {
    TWILIO_ACCOUNT_SID: contactCenter.accountSid,
    TWILIO_AUTH_TOKEN: contactCenter.authToken,
    TWILIO_FLEX_WORKSPACE_SID: contactCenter.workspaceSid,
    TWILIO_FLEX_CHAT_TRANSFER_WORKFLOW_SID: contactCenter.workflowSid,
    PUBLIC_URL,
    REPAIRS: 'all',
    // A storm asks for more repairs than any night: what holds them back has tests of its own.
    REPAIRS_PER_MINUTE_MAX: '10000',
    REPAIRS_PER_MINUTE_MIN: '10000',
    CENSUS_SECONDS: '30',
  }
}
