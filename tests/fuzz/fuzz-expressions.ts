import { isDeepStrictEqual } from 'node:util'
import {
  evaluateExpression,
  ExpressionError,
  parseExpression,
  printExpression,
  type ExpressionScope,
} from '@conversation-transfer/taskrouter-language'
import { anyExpressionText } from './any-expression-text.ts'
import { createDice, type Dice } from './dice.ts'
import type { FuzzOptions } from './fuzz-options.ts'

/** How many of the expressions were read and evaluated, and how many refused. */
export interface ExpressionCounts {
  readonly evaluated: number
  readonly refused: number
}

/** The largest that is read takes a quarter of a second; what else the machine does must not make this fail. */
const EXPRESSION_MS_MAX = 10_000

/** What is longer is not read; printed, an expression grows by a space here and there. */
const PRINTED_CHARACTERS_MAX = 65_536

/**
 * Reads and evaluates expressions that nobody wrote, half of them nearly right. Throws on the first that does anything
 * but give true, false or an ExpressionError within its text, or that is another one when it was printed and read again.
 */
export function fuzzExpressions({ seed, count, onProgress = () => {} }: FuzzOptions): ExpressionCounts {
  const dice = createDice(seed)
  let evaluated = 0
  for (let index = 0; index < count; index++) {
    const text = anyExpressionText(dice)
    onProgress(text)
    const startMs = performance.now()
    if (isEvaluated(text, dice)) evaluated++
    if (performance.now() - startMs > EXPRESSION_MS_MAX) throw new Error(`Takes too long: ${JSON.stringify(text)}`)
  }
  return { evaluated, refused: count - evaluated }
}

const KINDS: readonly [Kind, ...Kind[]] = ['task', 'task', 'worker', 'worker', 'target', 'workerCounts']

type Kind = ExpressionScope['kind']

function isEvaluated(text: string, dice: Dice): boolean {
  const kind = dice.oneOf(KINDS)
  try {
    const expression = parseExpression(text, kind)
    const result: unknown = evaluateExpression(expression, anyScope(kind, dice))
    if (typeof result !== 'boolean') throw new Error(`Is neither true nor false: ${JSON.stringify(text)}`)
    const printed = printExpression(expression)
    if (printed.length <= PRINTED_CHARACTERS_MAX && !isDeepStrictEqual(parseExpression(printed, kind), expression)) {
      throw new Error(`Is another one when it is printed, ${printed}: ${JSON.stringify(text)}`)
    }
    return true
  } catch (error: unknown) {
    if (!(error instanceof ExpressionError)) throw new Error(`Breaks: ${JSON.stringify(text)}`, { cause: error })
    if (error.position < 0 || error.position > text.length)
      throw new Error(`Points outside: ${JSON.stringify(text)}`, { cause: error })
    return false
  }
}

function anyScope(kind: Kind, dice: Dice): ExpressionScope {
  switch (kind) {
    case 'worker':
      return { kind, worker: anyJson(dice, 3) }
    case 'task':
      return { kind, task: anyJson(dice, 3) }
    case 'target':
      return { kind, task: anyJson(dice, 3), worker: anyJson(dice, 3) }
    case 'workerCounts':
      return { kind, workers: { available: dice.upTo(2), unavailable: 0, byActivity: {} } }
  }
}

function anyJson(dice: Dice, depth: number): unknown {
  switch (dice.upTo(depth === 0 ? 4 : 6)) {
    case 0:
      return null
    case 1:
      return dice.onceIn(2)
    case 2:
      return dice.upTo(9) - 4
    case 3:
      return dice.garbage()
    case 4:
      return dice.oneOf(['en', 'sales', ''])
    case 5:
      return Array.from({ length: dice.upTo(3) }, () => anyJson(dice, depth - 1))
    default:
      return JSON.parse(JSON.stringify({ a: anyJson(dice, depth - 1), list: anyJson(dice, depth - 1), sid: 'WK1' }))
  }
}
