import type { Expression, Operand } from '@conversation-transfer/taskrouter-language'

/**
 * Keeps a target from choosing a worker who is in the conversation already. A target does not inherit the expression of
 * the one before it, so every target has it. The task must carry a list, if an empty one: by the letter of Twilio's page,
 * `NOT IN` with something that is no list is false, and nobody at all would be chosen.
 * Source: https://www.twilio.com/docs/taskrouter/expression-syntax
 */
export const NOT_INSIDE = 'worker.sid NOT IN task.workerSidsInConversation'

/** Whether the expression is false of every worker who is inside, whatever else it asks for. */
export function excludesInside(expression: Expression | undefined): boolean {
  if (expression === undefined) return false
  if (expression.kind === 'and') return expression.operands.some(excludesInside)
  if (expression.kind === 'or') return expression.operands.every(excludesInside)
  const { operator, left, right } = expression
  return operator === 'NOT IN' && isPath(left, 'worker.sid') && isPath(right, 'task.workerSidsInConversation')
}

function isPath(operand: Operand, path: string): boolean {
  return operand.kind === 'path' && operand.path.join('.') === path
}
