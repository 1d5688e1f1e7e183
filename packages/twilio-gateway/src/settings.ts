import type { WorkflowSid, WorkspaceSid } from '@conversation-transfer/transfer'

/** Which account to talk to, and where transfers are routed in it. */
export interface GatewaySettings {
  readonly accountSid: string
  readonly authToken: string
  readonly workspaceSid: WorkspaceSid
  /** The workflow that routes invites. */
  readonly workflowSid: WorkflowSid
  /** The address of an emulator; undefined for Twilio itself. */
  readonly baseUrl?: string | undefined
}
