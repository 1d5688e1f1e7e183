import { z } from 'zod'

/**
 * What a schema accepts, in words: what it says of itself (`meta({ accepts })`), else what its kind is, else what it answers
 * to something that it does not accept.
 */
export function acceptedValues(schema: z.ZodType): string {
  const said = z.globalRegistry.get(schema)?.['accepts']
  return typeof said === 'string' ? said : (fromKind(kindOf(schema)) ?? fromRefusal(schema))
}

/** What holds where nothing is set; undefined if the schema has no default. */
export function defaultValue(schema: z.ZodType): string | undefined {
  const { default: value } = kindOf(schema)
  if (value === undefined) return undefined
  return typeof value === 'string' ? value : JSON.stringify(value)
}

type Kind = ReturnType<typeof kindOf>

function kindOf(schema: z.ZodType): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
}

const NAMES: Readonly<Record<string, string>> = { string: 'text', number: 'a number' }

function fromKind({ type, enum: values, minimum, maximum, ...text }: Kind): string | undefined {
  if (Array.isArray(type)) return type.map((one) => NAMES[one] ?? one).join(' or ')
  if (values !== undefined) return values.map((value) => `\`${String(value)}\``).join(', ')
  if (type === 'boolean') return '`true` or `false`'
  if (type === 'integer') return `a whole number from ${minimum} to ${maximum}`
  if (type !== 'string' || text.pattern !== undefined || text.format !== undefined) return undefined
  return text.maxLength === undefined ? 'text' : `text of ${text.minLength ?? 0} to ${text.maxLength} characters`
}

/** A schema whose refusals do not begin with one of these is missing its `accepts`. */
const BEGINNING = /^(?:must be|expected) /

function fromRefusal(schema: z.ZodType): string {
  const { error } = schema.safeParse('\0')
  const [message, ...others] = new Set(error?.issues.map((issue) => issue.message))
  if (message === undefined || others.length > 0 || !BEGINNING.test(message))
    throw new Error(`No words for what a schema accepts: ${[message, ...others].join('; ')}`)
  return message.replace(BEGINNING, '')
}
