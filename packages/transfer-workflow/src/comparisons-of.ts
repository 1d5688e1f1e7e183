import type { ComparisonOperator, Expression, Operand } from '@conversation-transfer/taskrouter-language'

interface Comparison {
  readonly operator: ComparisonOperator
  readonly left: Operand
  readonly right: Operand
}

/** Every comparison of an expression, from left to right. */
export function comparisonsOf(expression: Expression): readonly Comparison[] {
  return expression.kind === 'comparison' ? [expression] : expression.operands.flatMap(comparisonsOf)
}
