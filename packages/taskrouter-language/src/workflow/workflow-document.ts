import { z } from 'zod'

/** The largest integer that TaskRouter keeps: https://www.twilio.com/docs/taskrouter/api/task names it for priorities. */
const INTEGER_MAX = 2_147_483_647

/** Each message says what is allowed; what was found is added where the document is known. */
const queueSid = z
  .string({ error: 'the sid of a queue, WQ and 32 hexadecimal digits' })
  .regex(/^WQ[0-9a-fA-F]{32}$/, { error: 'the sid of a queue, WQ and 32 hexadecimal digits' })
const expression = z.string({ error: 'a string with an expression' })
const taskAttribute = z.string({ error: 'a string with a path into the task, such as task.agent_sid' })
const friendlyName = z.string({ error: 'a string' })
const object = { error: 'an object' }
const array = { error: 'a list' }

const target = z.object(
  {
    queue: optional(queueSid),
    priority: optional(integer(0, `a whole number from 0 to ${INTEGER_MAX}`)),
    timeout: optional(integer(1, `a whole number of seconds from 1 to ${INTEGER_MAX}`)),
    expression: optional(expression),
    known_worker_sid: optional(taskAttribute),
    known_worker_friendly_name: optional(taskAttribute),
    order_by: optional(z.string({ error: 'a string such as worker.level DESC' })),
    skip_if: optional(expression),
  },
  object,
)

const filter = z.object(
  {
    filter_friendly_name: optional(friendlyName),
    friendly_name: optional(friendlyName),
    expression,
    targets: z.array(target, array).min(1, { error: 'a list of at least one target' }),
  },
  object,
)

/**
 * The shape of the JSON that Twilio stores, before its expressions are read. A key that is null counts as absent, and
 * keys that are not listed are passed over: a workflow that an account runs today must not be refused (both assumed).
 * Source: https://www.twilio.com/docs/taskrouter/workflow-configuration
 */
export const workflowDocument = z.object(
  { task_routing: z.object({ filters: optional(z.array(filter, array)), default_filter: optional(target) }, object) },
  object,
)

export type FilterDocument = z.infer<typeof filter>
export type TargetDocument = z.infer<typeof target>

/** Twilio's own examples have both `"priority": "10"` and `"priority": 10`. */
function integer(min: number, allowed: string): z.ZodType<number> {
  const digits = z.string().regex(/^\d+$/, { error: allowed }).transform(Number)
  return z
    .union([z.number(), digits], { error: allowed })
    .refine((value) => Number.isInteger(value) && value >= min && value <= INTEGER_MAX, { error: allowed })
}

function optional<Value>(schema: z.ZodType<Value>): z.ZodType<Value | undefined> {
  return schema.nullish().transform((value) => value ?? undefined)
}
