import { createHmac } from 'node:crypto'

/**
 * The value of `X-Twilio-Signature`: the address, and after it every parameter's name and value in the order of the
 * names, signed with the account's token (WH-1). A GET is signed by its address alone: its parameters are in the query.
 */
export function twilioSignature(authToken: string, url: string, parameters: Readonly<Record<string, string>>): string {
  const names = Object.keys(parameters).sort()
  const text = url + names.map((name) => name + (parameters[name] ?? '')).join('')
  return createHmac('sha1', authToken).update(text, 'utf8').digest('base64')
}

/** Where an address that Twilio has signed has its signature (PL-6). */
export const SIGNATURE_PARAMETER = 'X-Twilio-Signature'

/** An address with its own signature, for those who can send no header. */
export function signedAddress(authToken: string, address: string): string {
  const url = new URL(address)
  url.searchParams.set(SIGNATURE_PARAMETER, twilioSignature(authToken, address, {}))
  return url.href
}
