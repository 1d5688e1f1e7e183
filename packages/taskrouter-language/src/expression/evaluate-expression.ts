import { compare } from './compare.ts'
import type { ComparisonOptions } from './compare.ts'
import type { Expression, Operand } from './expression.ts'
import { resolvePath } from './expression-scope.ts'
import type { ExpressionScope } from './expression-scope.ts'

/** Whether the expression holds in the scope. Never throws: what cannot be compared is false. */
export function evaluateExpression(
  expression: Expression,
  scope: ExpressionScope,
  options: ComparisonOptions = {},
): boolean {
  if (expression.kind === 'comparison') {
    const left = valueOf(expression.left, scope)
    const right = valueOf(expression.right, scope)
    return compare(expression.operator, left, right, options)
  }
  const { kind, operands } = expression
  const holds = (operand: Expression): boolean => evaluateExpression(operand, scope, options)
  return kind === 'and' ? operands.every(holds) : operands.some(holds)
}

function valueOf(operand: Operand, scope: ExpressionScope): unknown {
  if (operand.kind === 'path') return resolvePath(operand.path, scope)
  return operand.kind === 'list' ? operand.values : operand.value
}
