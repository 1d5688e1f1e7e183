import type { z } from 'zod'

/**
 * A field that is left out of account where it is not as expected: what matters of an event is which conversation it is
 * about, and a sid of another shape beside it is no reason to miss that.
 */
export function lenient<Value>(schema: z.ZodType<Value>): z.ZodType<Value | undefined> {
  return schema.optional().catch(undefined)
}
