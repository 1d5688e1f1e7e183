/** A question to an index, as Sync's Live Query Language puts it (TS-8). */
export type Query =
  | { readonly kind: 'everything' }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Query[] }
  | {
      readonly kind: 'comparison'
      readonly field: FieldPath
      readonly operator: 'eq' | 'contains'
      readonly value: string
      readonly negated: boolean
    }
  | {
      readonly kind: 'membership'
      readonly field: FieldPath
      readonly values: readonly string[]
      readonly negated: boolean
    }

/** `data.attributes.full_name`, in its parts. */
export type FieldPath = readonly string[]

/** A query that Sync refuses, with the code that says why (TS-8). */
export class QueryError extends Error {
  override readonly name = 'QueryError'
  readonly code: 54507 | 54509 | 54510

  constructor(code: 54507 | 54509 | 54510, message: string) {
    super(message)
    this.code = code
  }
}
