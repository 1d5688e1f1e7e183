import type { Expression } from './expression.ts'
import { NAME_CHECKS } from './expression-scope.ts'
import type { ExpressionScope } from './expression-scope.ts'
import { parseText } from './parse-text.ts'

/**
 * Reads an expression. With the kind of the scope in which it will be evaluated, names that cannot mean anything there
 * are refused too. Nothing is cached: keep the result.
 *
 * @throws {ExpressionError} if the text is not an expression, or is longer or deeper nested than the limits allow.
 */
export function parseExpression(text: string, scopeKind: ExpressionScope['kind'] = 'task'): Expression {
  return parseText(text, (grammar) => grammar.expression(), NAME_CHECKS[scopeKind])
}
