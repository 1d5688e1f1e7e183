import { z } from 'zod'

/** A field that may be left out. A form cannot leave a field out that it has: there, an empty one is absent. */
export function optionalField<Value>(schema: z.ZodType<Value>): z.ZodType<Value | undefined> {
  return z.preprocess((value) => (value === '' ? undefined : value), schema.optional())
}
