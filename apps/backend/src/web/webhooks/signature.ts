import twilio from 'twilio'

export interface Signed {
  readonly authToken: string
  readonly signature: string
  /** The address as Twilio knows it, with its query. */
  readonly url: string
}

/** Whether Twilio has sent this form (WH-1). */
export function isSignedForm({ authToken, signature, url }: Signed, form: Form): boolean {
  return twilio.validateRequest(authToken, signature, url, form)
}

/**
 * Whether Twilio has signed this address for a body that is not a form: the body's hash is in the address (WH-14), so that this
 * can be told before any of the body is read.
 */
export function isSignedAddress({ authToken, signature, url }: Signed): boolean {
  return twilio.validateRequest(authToken, signature, url, {})
}

/** Whether this is the body whose hash is in the address. */
export function isSignedBody(url: string, body: string): boolean {
  return twilio.validateBody(body, new URL(url).searchParams.get('bodySHA256') ?? '')
}

/** A parameter that comes more than once has a list of values. */
export type Form = Readonly<Record<string, string | readonly string[]>>

/** Undefined: more fields than any webhook of Twilio's has, sorting which would cost us something. */
export function readForm(body: string): Form | undefined {
  if (fieldsIn(body) > FORM_FIELDS_MAX) return undefined
  const values = new Map<string, string | string[]>()
  for (const [name, value] of new URLSearchParams(body)) {
    const known = values.get(name)
    values.set(name, known === undefined ? value : [known, value].flat())
  }
  return Object.fromEntries(values)
}

/** TaskRouter's longest event has some 60. */
export const FORM_FIELDS_MAX = 250

function fieldsIn(body: string): number {
  let fields = 1
  for (let position = body.indexOf('&'); position !== -1; position = body.indexOf('&', position + 1)) fields++
  return fields
}
