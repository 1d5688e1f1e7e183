import { isObject, jsonObject } from '../../transports/rest/parameters.ts'
import { invalidParameter } from '../../transports/rest/twilio-error.ts'

/** The limit of task attributes and of worker attributes, whitespace counted (TR-18). */
const ATTRIBUTES_CHARACTERS_MAX = 4096

/** Routing asks again and again for the same rows, and rows never change. */
const decoded = new WeakMap<object, Readonly<Record<string, unknown>>>()

/** Returns `text` unchanged; throws Twilio's 400 unless it is a JSON object within the limit. */
export function checkedAttributes(text: string): string {
  jsonObject(text, 'Attributes')
  if (text.length > ATTRIBUTES_CHARACTERS_MAX) {
    // The text of Twilio's message is not documented; that the request is refused is.
    throw invalidParameter(`Attributes has ${text.length} characters; the limit is ${ATTRIBUTES_CHARACTERS_MAX}`)
  }
  return text
}

/** The object that the stored attributes of a task or worker hold. */
export function attributesOf(row: { readonly attributes: string }): Readonly<Record<string, unknown>> {
  const known = decoded.get(row)
  if (known !== undefined) return known
  const value: unknown = JSON.parse(row.attributes)
  const attributes = isObject(value) ? value : {}
  decoded.set(row, attributes)
  return attributes
}
