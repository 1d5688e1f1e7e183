import { evaluateExpression, ExpressionError, parseExpression } from '@conversation-transfer/taskrouter-language'
import { createDice, type Dice } from './dice.ts'

export interface FuzzOptions {
  readonly seed: number
  readonly count: number
}

/** How many of the expressions were read and evaluated, and how many refused. */
export interface ExpressionCounts {
  readonly evaluated: number
  readonly refused: number
}

/** An expression may take this long; one that takes longer hangs. Most take microseconds. */
const EXPRESSION_MS_MAX = 2_000

/**
 * Reads and evaluates expressions that nobody wrote, half of them nearly right. Throws on the first that does anything
 * but give true, false or an ExpressionError within its text.
 */
export function fuzzExpressions({ seed, count }: FuzzOptions): ExpressionCounts {
  const dice = createDice(seed)
  let evaluated = 0
  for (let index = 0; index < count; index++) {
    const text = dice.onceIn(4) ? dice.garbage() : damaged(anyExpression(dice, 3), dice)
    const startedAtMs = performance.now()
    if (isEvaluated(text, dice)) evaluated++
    if (performance.now() - startedAtMs > EXPRESSION_MS_MAX) throw new Error(`Hangs: ${JSON.stringify(text)}`)
  }
  return { evaluated, refused: count - evaluated }
}

function isEvaluated(text: string, dice: Dice): boolean {
  try {
    const result: unknown = evaluateExpression(parseExpression(text, 'target'), {
      kind: 'target',
      task: anyJson(dice, 3),
      worker: anyJson(dice, 3),
    })
    if (typeof result !== 'boolean') throw new Error(`Is neither true nor false: ${JSON.stringify(text)}`)
    return true
  } catch (error: unknown) {
    if (!(error instanceof ExpressionError)) throw new Error(`Breaks: ${JSON.stringify(text)}`, { cause: error })
    if (error.position < 0 || error.position > text.length)
      throw new Error(`Points outside: ${JSON.stringify(text)}`, { cause: error })
    return false
  }
}

const OPERATORS = ['==', '!=', '<', '<=', '>', '>=', 'CONTAINS', 'HAS', 'IN', 'NOT IN', 'in', 'has'] as const
const CONSTANTS = ["'en'", '"sales"', '1', '2.5', 'true', 'FALSE', 'null', '["en", "es"]', "['a']", '[]'] as const
const PATHS = ['task.a', 'task.list', 'worker.sid', 'worker.skills[1]', 'task.a.b[2].c', 'worker.constructor'] as const

function anyExpression(dice: Dice, depth: number): string {
  if (depth === 0 || dice.onceIn(3)) return `${anyOperand(dice)} ${dice.oneOf(OPERATORS)} ${anyOperand(dice)}`
  const joined = `${anyExpression(dice, depth - 1)} ${dice.oneOf(['AND', 'OR', 'and'])} ${anyExpression(dice, depth - 1)}`
  return dice.onceIn(2) ? `(${joined})` : joined
}

function anyOperand(dice: Dice): string {
  return dice.onceIn(2) ? dice.oneOf(PATHS) : dice.oneOf(CONSTANTS)
}

/** One time in two with a character more, less or other. */
function damaged(text: string, dice: Dice): string {
  if (dice.onceIn(2)) return text
  const at = dice.upTo(text.length)
  const cut = dice.upTo(2)
  return text.slice(0, at) + (dice.onceIn(2) ? dice.garbage().slice(0, 3) : '') + text.slice(at + cut)
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
