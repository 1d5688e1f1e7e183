import { createHash } from 'node:crypto'
import { twilioSignature } from '../../webhooks/signature.ts'

/** Whether a request carries Twilio's signature of its address and its form, or of the digest of its other body (WH-1, ES-6). */
export async function isSigned(request: Request, authToken: string): Promise<boolean> {
  const { url, method, headers } = request
  const body = method === 'POST' ? await request.clone().text() : ''
  const digest = new URL(url).searchParams.get('bodySHA256')
  if (digest !== null && digest !== createHash('sha256').update(body).digest('hex')) return false
  const isForm = headers.get('Content-Type')?.startsWith('application/x-www-form-urlencoded') === true
  const parameters = isForm ? Object.fromEntries(new URLSearchParams(body)) : {}
  return headers.get('X-Twilio-Signature') === twilioSignature(authToken, url, parameters)
}
