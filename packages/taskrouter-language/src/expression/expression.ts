/**
 * An expression of TaskRouter, read. `=` has become `==` and every operator is in capitals, so that two texts that mean
 * the same by these rules are equal as values.
 * Source: https://www.twilio.com/docs/taskrouter/expression-syntax
 */
export type Expression = Comparison | Conjunction | Disjunction

interface Comparison {
  readonly kind: 'comparison'
  readonly operator: ComparisonOperator
  readonly left: Operand
  readonly right: Operand
}

/** Two or more expressions joined by AND. A group in parentheses stays a group: `(a AND b) AND c` has two operands. */
interface Conjunction {
  readonly kind: 'and'
  readonly operands: readonly Expression[]
}

/** Two or more expressions joined by OR. */
interface Disjunction {
  readonly kind: 'or'
  readonly operands: readonly Expression[]
}

export type ComparisonOperator = '==' | '!=' | '>' | '>=' | '<' | '<=' | 'CONTAINS' | 'HAS' | 'IN' | 'NOT IN'

export type Operand =
  | { readonly kind: 'constant'; readonly value: Scalar }
  | { readonly kind: 'list'; readonly values: readonly Scalar[] }
  | { readonly kind: 'path'; readonly path: Path }

export type Scalar = string | number | boolean | null

/** The keys and indices of `task.skills[2].name`: `['task', 'skills', 2, 'name']`. The first is always a key. */
export type Path = readonly (string | number)[]
