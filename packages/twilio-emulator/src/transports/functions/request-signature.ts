import { createHash } from 'node:crypto'
import { SIGNATURE_PARAMETER, signedAddress, twilioSignature } from '../../webhooks/signature.ts'

/** Whether a request carries Twilio's signature of its address and its form, or of the digest of its other body (WH-1, ES-6). */
export async function isSigned(request: Request, authToken: string): Promise<boolean> {
  const { url, method, headers } = request
  if (new URL(url).searchParams.has(SIGNATURE_PARAMETER)) return isSignedAddress(url, authToken)
  const body = method === 'POST' ? await request.clone().text() : ''
  const digest = new URL(url).searchParams.get('bodySHA256')
  if (digest !== null && digest !== createHash('sha256').update(body).digest('hex')) return false
  const isForm = headers.get('Content-Type')?.startsWith('application/x-www-form-urlencoded') === true
  const parameters = isForm ? Object.fromEntries(new URLSearchParams(body)) : {}
  return headers.get('X-Twilio-Signature') === twilioSignature(authToken, url, parameters)
}

/** Whether the address itself has been signed by Twilio, as those of protected scripts are for browsers (PL-6). */
function isSignedAddress(address: string, authToken: string): boolean {
  const url = new URL(address)
  url.searchParams.delete(SIGNATURE_PARAMETER)
  return signedAddress(authToken, url.href) === address
}
