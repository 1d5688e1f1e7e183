import { isObject } from '../../rest/parameters.ts'
import type { FieldPath, Query } from './query.ts'

/** Whether an item of an index is what the query asks for. `data` is what stands in the item. */
export function matchesQuery(query: Query, data: unknown): boolean {
  switch (query.kind) {
    case 'everything':
      return true
    case 'and':
      return query.operands.every((operand) => matchesQuery(operand, data))
    case 'or':
      return query.operands.some((operand) => matchesQuery(operand, data))
    case 'comparison': {
      const values = textsAt(query.field, data)
      const found = query.operator === 'eq' ? values.includes(query.value) : contains(values, query.value)
      return found !== query.negated
    }
    case 'membership':
      return textsAt(query.field, data).some((text) => query.values.includes(text)) !== query.negated
  }
}

/** Without regard to case: the Flex UI searches by what somebody types (TS-8). */
function contains(values: readonly string[], part: string): boolean {
  return values.some((value) => value.toLowerCase().includes(part.toLowerCase()))
}

/** The field's texts: one, those of a list, or none. Only texts can be asked for; numbers are compared as texts. */
function textsAt(field: FieldPath, data: unknown): string[] {
  let value = data
  // Fields are named from the item on; the leading `data` may be left out.
  for (const name of field[0] === 'data' ? field.slice(1) : field) {
    value = isObject(value) ? value[name] : undefined
  }
  const values: unknown[] = Array.isArray(value) ? value : [value]
  return values.flatMap((entry) => (isScalar(entry) ? [String(entry)] : []))
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}
