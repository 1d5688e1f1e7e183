import { isLosslessNumber, isSafeNumber, LosslessNumber, parse, stringify } from 'lossless-json'

/** A JSON object as Twilio stores it: attributes of tasks, conversations and workers. */
export type JsonObject = Readonly<Record<string, unknown>>

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isLosslessNumber(value)
}

/**
 * The value of a JSON text; undefined if it is none. Numbers that JavaScript cannot hold, such as order numbers of twenty
 * digits, stay as they are written: attributes that are read and written again must not change what others put there.
 */
export function parseJson(text: string): unknown {
  try {
    return parse(text, undefined, {
      parseNumber: (digits) => (isSafeNumber(digits) ? Number(digits) : new LosslessNumber(digits)),
      // What `JSON.parse` does: the last one counts.
      onDuplicateKey: ({ newValue }) => newValue,
    })
  } catch {
    return undefined
  }
}

/** The text of a JSON value, with every number as it was read. */
export function printJson(value: JsonObject): string {
  return stringify(value) ?? ''
}

/** Whether two JSON values say the same. The order of keys does not matter, that of list items does. */
export function sameJson(left: unknown, right: unknown): boolean {
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, position) => sameJson(item, right[position]))
  }
  if (isLosslessNumber(left) && isLosslessNumber(right)) return left.value === right.value
  if (isJsonObject(left) && isJsonObject(right)) {
    const keys = Object.keys(left)
    return (
      keys.length === Object.keys(right).length &&
      keys.every((key) => Object.hasOwn(right, key) && sameJson(left[key], right[key]))
    )
  }
  return left === right
}
