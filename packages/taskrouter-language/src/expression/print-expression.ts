import type { Expression, Operand, Path, Scalar } from './expression.ts'

/**
 * Writes an expression so that reading it gives the same expression again.
 *
 * @throws {RangeError} for a constant that the language cannot write: a string with both kinds of quotes, a negative or
 * infinite number.
 */
export function printExpression(expression: Expression): string {
  if (expression.kind === 'comparison') {
    return `${printOperand(expression.left)} ${expression.operator} ${printOperand(expression.right)}`
  }
  return expression.operands.map(printGrouped).join(expression.kind === 'and' ? ' AND ' : ' OR ')
}

function printGrouped(expression: Expression): string {
  return expression.kind === 'comparison' ? printExpression(expression) : `(${printExpression(expression)})`
}

function printOperand(operand: Operand): string {
  if (operand.kind === 'path') return printPath(operand.path)
  return operand.kind === 'list' ? `[${operand.values.map(printScalar).join(', ')}]` : printScalar(operand.value)
}

function printPath([first, ...segments]: Path): string {
  return segments.reduce<string>(
    (printed, segment) => printed + (typeof segment === 'number' ? `[${printNumber(segment)}]` : `.${segment}`),
    String(first),
  )
}

function printScalar(value: Scalar): string {
  if (typeof value === 'number') return printNumber(value)
  return typeof value === 'string' ? quoted(value) : String(value)
}

function quoted(value: string): string {
  if (!value.includes("'")) return `'${value}'`
  if (!value.includes('"')) return `"${value}"`
  throw new RangeError(`TaskRouter cannot write a string that has both ' and " in it: ${value}`)
}

function printNumber(value: number): string {
  if (!Number.isFinite(value) || value < 0) throw new RangeError(`TaskRouter cannot write the number ${value}`)
  // JavaScript writes numbers from 1e21 on and below 1e-6 with an exponent, which the language does not have.
  if (value >= 1e21) return BigInt(value).toString()
  const [digits = '', exponent] = String(value).split('e-')
  return exponent === undefined ? digits : `0.${'0'.repeat(Number(exponent) - 1)}${digits.replace('.', '')}`
}
