import { EVERY_CONVERSATION_EVENT } from './conversation-events.ts'
import { accountClient, type EmulatedAccount } from './emulated-account.ts'

/** Has TaskRouter and Conversations tell a backend at this address of everything, as an installation does. */
export async function sendWebhooks(account: EmulatedAccount, backendUrl: string): Promise<void> {
  const twilio = accountClient(account)
  const eventCallbackUrl = `${backendUrl}/webhooks/taskrouter`
  await twilio.taskrouter.v1.workspaces(account.contactCenter.workspaceSid).update({ eventCallbackUrl })
  const { webhooks } = twilio.conversations.v1.configuration
  const postWebhookUrl = `${backendUrl}/webhooks/conversations`
  await webhooks().update({ method: 'POST', filters: [...EVERY_CONVERSATION_EVENT], postWebhookUrl })
}
