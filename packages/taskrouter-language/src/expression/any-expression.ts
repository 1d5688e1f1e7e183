import * as fc from 'fast-check'
import type { ComparisonOperator, Expression, Operand, Path, Scalar } from './expression.ts'

/** For tests: any expression that the language can write. */
export function anyExpression(): fc.Arbitrary<Expression> {
  const { expression } = fc.letrec<{ expression: Expression; comparison: Expression; group: Expression }>((tie) => ({
    expression: fc.oneof({ depthSize: 'small', withCrossShrink: true }, tie('comparison'), tie('group')),
    comparison: fc.record({
      kind: fc.constant('comparison' as const),
      operator: fc.constantFrom(...OPERATORS),
      left: anyOperand(),
      right: anyOperand(),
    }),
    group: fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      operands: fc.array(tie('expression'), { minLength: 2, maxLength: 4 }),
    }),
  }))
  return expression
}

const OPERATORS: readonly ComparisonOperator[] = ['==', '!=', '>', '>=', '<', '<=', 'CONTAINS', 'HAS', 'IN', 'NOT IN']

function anyOperand(): fc.Arbitrary<Operand> {
  return fc.oneof(
    fc.record({ kind: fc.constant('constant' as const), value: anyScalar() }),
    fc.record({ kind: fc.constant('list' as const), values: fc.array(anyScalar(), { maxLength: 4 }) }),
    fc.record({ kind: fc.constant('path' as const), path: anyPath() }),
  )
}

/** No string with both kinds of quotes and no negative number: the language cannot write them. */
function anyScalar(): fc.Arbitrary<Scalar> {
  return fc.oneof(
    fc.string({ unit: 'binary' }).filter((text) => !(text.includes("'") && text.includes('"'))),
    fc.nat(),
    fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
  )
}

/** The first name must not be a word of the language; the others may, and often are. */
function anyPath(): fc.Arbitrary<Path> {
  const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/)
  const first = name.filter((text) => !/^(and|or|not|in|has|contains|true|false|null)$/i.test(text))
  const other = fc.oneof(name, fc.constantFrom('in', 'AND', 'null', '__proto__', 'constructor'), fc.nat())
  return fc.tuple(first, fc.array(other, { maxLength: 3 })).map((parts) => parts.flat())
}
