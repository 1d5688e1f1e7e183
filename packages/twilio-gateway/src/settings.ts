import type { WorkflowSid, WorkspaceSid } from '@conversation-transfer/transfer'

/** Which account to talk to, and where transfers are routed in it. */
export interface GatewaySettings {
  readonly accountSid: string
  /** The account's auth token; with `apiKeySid`, that key's secret. */
  readonly authToken: string
  /** An API key to call with; undefined: the account's own token. Tokens of Flex are checked with the account's only. */
  readonly apiKeySid?: string | undefined
  readonly workspaceSid: WorkspaceSid
  /** The workflow that routes invites. */
  readonly workflowSid: WorkflowSid
  /** The address of an emulator; undefined for Twilio itself. */
  readonly baseUrl?: string | undefined
}
