import type { WebhookRequest } from './deliver.ts'
import { twilioSignature } from './signature.ts'
import type { Webhook } from './webhook.ts'

export interface Sending {
  /** The address without connection overrides. */
  readonly address: string
  /** The same for every attempt, so that the receiver can tell a repetition (WH-3). */
  readonly token: string
  readonly timeoutMs: number
  readonly authToken: string
}

/** The request that carries a webhook: a signed form, or a signed address with the parameters in its query (WH-1). */
export function webhookRequest(
  { method, parameters }: Webhook,
  { address, token, timeoutMs, authToken }: Sending,
): WebhookRequest {
  const form = new URLSearchParams({ ...parameters }).toString()
  const headers = { 'I-Twilio-Idempotency-Token': token, 'User-Agent': 'TwilioProxy/1.1', Accept: '*/*' }
  if (method === 'GET') {
    const url = `${address}${address.includes('?') ? '&' : '?'}${form}`
    const signature = twilioSignature(authToken, url, {})
    return { url, method, headers: { ...headers, 'X-Twilio-Signature': signature }, body: undefined, timeoutMs }
  }
  return {
    url: address,
    method,
    headers: {
      ...headers,
      'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'X-Twilio-Signature': twilioSignature(authToken, address, parameters),
    },
    body: form,
    timeoutMs,
  }
}
