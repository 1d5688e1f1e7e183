import { EVERY_CONVERSATION_EVENT } from './conversation-events.ts'
import { EVERY_INTERACTION_EVENT } from './interaction-events.ts'
import { accountClient, type EmulatedAccount } from './emulated-account.ts'

/** Has TaskRouter, Conversations and Flex tell a backend at this address of everything, as an installation does. */
export async function sendWebhooks(account: EmulatedAccount, backendUrl: string): Promise<void> {
  const twilio = accountClient(account)
  const eventCallbackUrl = `${backendUrl}/webhooks/taskrouter`
  await twilio.taskrouter.v1.workspaces(account.contactCenter.workspaceSid).update({ eventCallbackUrl })
  const { webhooks } = twilio.conversations.v1.configuration
  const postWebhookUrl = `${backendUrl}/webhooks/conversations`
  await webhooks().update({ method: 'POST', filters: [...EVERY_CONVERSATION_EVENT], postWebhookUrl })
  await sendInteractionWebhooks(account, `${backendUrl}/webhooks/interactions`)
}

/** The SDK does not know them (IN-22). */
async function sendInteractionWebhooks(account: EmulatedAccount, WebhookUrl: string): Promise<void> {
  await accountClient(account).request({
    method: 'post',
    uri: `https://flex-api.twilio.com/v1/Instances/${account.contactCenter.flexInstanceSid}/InteractionWebhooks`,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    data: { Type: 'global', WebhookUrl, WebhookMethod: 'POST', WebhookEvents: EVERY_INTERACTION_EVENT },
  })
}
