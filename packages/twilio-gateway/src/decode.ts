import { isJsonObject, parseJson, type JsonObject } from '@conversation-transfer/transfer'
import type { z } from 'zod'
import { TwilioFailure } from './twilio-failure.ts'

/** What Twilio answered, in the shape that `schema` describes. `what` names the answer in the error. */
export function decode<Value>(schema: z.ZodType<Value>, answer: unknown, what: string): Value {
  const result = schema.safeParse(answer)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const where = issue === undefined ? '' : ` at ${issue.path.join('.')}: ${issue.message}`
  throw new TwilioFailure('undecodable', `Twilio's answer is not the documented one: ${what}${where}`)
}

/** Attributes as Twilio stores them; undefined if they are not a JSON object. */
export function decodeAttributes(text: string): JsonObject | undefined {
  const value = parseJson(text)
  return isJsonObject(value) ? value : undefined
}
