import { createHash } from 'node:crypto'
import type { WebhookRequest } from './deliver.ts'
import { twilioSignature } from './signature.ts'

/** A webhook sink's answer is waited for no longer than this (ES-6). */
const ANSWER_TIMEOUT_MS = 5000

/**
 * The request that carries events to a sink: a JSON list, signed by the digest of its body in the address (ES-6). A user and
 * password in the destination become Basic credentials.
 */
export function eventStreamRequest(destination: string, events: readonly object[], authToken: string): WebhookRequest {
  const body = JSON.stringify(events)
  const url = new URL(destination)
  const { username, password } = url
  url.username = ''
  url.password = ''
  url.hash = ''
  url.searchParams.set('bodySHA256', createHash('sha256').update(body).digest('hex'))
  const credentials = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')
  return {
    url: url.href,
    method: 'POST',
    headers: {
      'User-Agent': 'TwilioProxy/1.1',
      Accept: '*/*',
      'Content-Type': 'application/json',
      'X-Twilio-Signature': twilioSignature(authToken, url.href, {}),
      ...(username === '' ? {} : { Authorization: `Basic ${credentials}` }),
    },
    body,
    timeoutMs: ANSWER_TIMEOUT_MS,
  }
}
