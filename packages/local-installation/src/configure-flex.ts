import type { EmulatedAccount } from './emulated-account.ts'

/** Sets `custom_data` in Flex's configuration, as an administrator does. The SDK has no call for it. */
export async function configureFlex({ url, contactCenter }: EmulatedAccount, custom_data: object): Promise<void> {
  const { accountSid, authToken } = contactCenter
  const response = await fetch(`${url}/__twilio/flex-api.twilio.com/v1/Configuration`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
    body: JSON.stringify({ account_sid: accountSid, ui_attributes: { custom_data } }),
  })
  if (!response.ok) throw new Error(`The configuration could not be written: ${response.status}`)
}
