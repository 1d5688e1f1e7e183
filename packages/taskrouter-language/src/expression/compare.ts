import type { ComparisonOperator, Scalar } from './expression.ts'

export interface ComparisonOptions {
  /**
   * What `worker.sid NOT IN task.missing` is. Twilio's rule that an array operator on two scalars is false, taken by the
   * letter, makes it `false` (the default): nobody is eligible. Nobody has documented what TaskRouter really does.
   */
  readonly notInNull?: 'false' | 'true'
  /**
   * What scalars of two types are to each other. Twilio says that such comparisons should be avoided, not what they are:
   * by default they `differ` (`5 == '5'` is false); `converted` compares what reads as numbers as
   * numbers, and all else as texts.
   */
  readonly mixedTypes?: 'differ' | 'converted'
}

/**
 * Compares two JSON values by TaskRouter's rules. Scalar operators want two scalars, array operators one array; all else
 * is false. NULL, which a missing path resolves to, is a scalar: workflows in use rely on `worker.flag != true` to be true
 * of workers without the flag (observed in github.com/techmatters/flex-plugins). An object is neither (assumed).
 * Source: https://www.twilio.com/docs/taskrouter/expression-syntax
 */
export function compare(
  operator: ComparisonOperator,
  left: unknown,
  right: unknown,
  { notInNull = 'false', mixedTypes = 'differ' }: ComparisonOptions,
): boolean {
  if (operator === 'HAS') return Array.isArray(left) && isScalar(right) && includes(left, right, mixedTypes)
  if (operator === 'IN') return isScalar(left) && Array.isArray(right) && includes(right, left, mixedTypes)
  if (operator === 'NOT IN') {
    if (!isScalar(left)) return false
    return Array.isArray(right) ? !includes(right, left, mixedTypes) : right === null && notInNull === 'true'
  }
  return isScalar(left) && isScalar(right) && SCALAR_OPERATORS[operator](...ofOneType(left, right, mixedTypes))
}

type MixedTypes = NonNullable<ComparisonOptions['mixedTypes']>

function includes(list: readonly unknown[], wanted: Scalar, mixedTypes: MixedTypes): boolean {
  return list.some((item) => isScalar(item) && SCALAR_OPERATORS['=='](...ofOneType(item, wanted, mixedTypes)))
}

/** Two scalars as they are compared. Nothing is like NULL but NULL. */
function ofOneType(left: Scalar, right: Scalar, mixedTypes: MixedTypes): [left: Scalar, right: Scalar] {
  const isMixed = typeof left !== typeof right && left !== null && right !== null
  if (!isMixed || mixedTypes === 'differ') return [left, right]
  return isNumeric(left) && isNumeric(right) ? [Number(left), Number(right)] : [String(left), String(right)]
}

function isNumeric(value: Scalar): boolean {
  if (typeof value === 'string') return value.trim() !== '' && Number.isFinite(Number(value))
  return typeof value === 'number'
}

type ScalarOperator = Exclude<ComparisonOperator, 'HAS' | 'IN' | 'NOT IN'>

/**
 * Assumed: order exists between two numbers or two strings only (these by UTF-16 units, with case), and CONTAINS sees
 * numbers and booleans as they are written.
 */
const SCALAR_OPERATORS: Readonly<Record<ScalarOperator, (left: Scalar, right: Scalar) => boolean>> = {
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
  '>': (left, right) => order(left, right) === 'greater',
  '>=': (left, right) => ['greater', 'equal'].includes(order(left, right)),
  '<': (left, right) => order(left, right) === 'less',
  '<=': (left, right) => ['less', 'equal'].includes(order(left, right)),
  CONTAINS: (left, right) => left !== null && right !== null && String(left).includes(String(right)),
}

type Order = 'less' | 'equal' | 'greater' | 'none'

function order(left: Scalar, right: Scalar): Order {
  if (typeof left === 'number' && typeof right === 'number') return orderOf(left, right)
  if (typeof left === 'string' && typeof right === 'string') return orderOf(left, right)
  return 'none'
}

function orderOf<Value extends number | string>(left: Value, right: Value): Order {
  if (left === right) return 'equal'
  return left > right ? 'greater' : 'less'
}

function isScalar(value: unknown): value is Scalar {
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}
