import type { Dice } from './dice.ts'

/** A text that is an expression, that nearly is one, or that never was one. */
export function anyExpressionText(dice: Dice): string {
  switch (dice.upTo(7)) {
    case 0:
      return dice.garbage()
    case 1:
      return anyWords(dice)
    case 2:
      return dice.onceIn(50) ? anyHugeText(dice) : damaged(anyExpression(dice, 5), dice)
    default:
      return damaged(anyExpression(dice, 3), dice)
  }
}

const OPERATORS = [
  '==',
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'CONTAINS',
  'HAS',
  'IN',
  'NOT IN',
  'in',
  'has',
  'not in',
] as const
const CONSTANTS = [
  "'en'",
  '"sales"',
  '\'it is "so"\'',
  '1',
  '2.5',
  '0.0000000001',
  '123456789012345678901234567890',
  'true',
  'FALSE',
  'null',
  '["en", "es"]',
  "['a', 1, true, null]",
  '[]',
] as const
const PATHS = [
  'task.a',
  'task.list',
  'task.list[0]',
  'task.list[99999999999999999999]',
  'worker.sid',
  'worker.skills[1]',
  'task.a.b[2].c',
  'worker.constructor',
  'task.__proto__.a',
  'task.in.and.null',
  'workers.available',
  `workers.WA${'0'.repeat(32)}`,
  'a',
  'list',
] as const
const SIGNS = [
  '(',
  ')',
  '[',
  ']',
  ',',
  '.',
  'AND',
  'OR',
  'NOT',
  '-',
  '!',
  '&&',
  '||',
  '<>',
  "'",
  '"',
  '“',
  '\n',
  '#',
] as const

function anyExpression(dice: Dice, depth: number): string {
  if (depth === 0 || dice.onceIn(3)) return `${anyOperand(dice)} ${dice.oneOf(OPERATORS)} ${anyOperand(dice)}`
  const joined = `${anyExpression(dice, depth - 1)} ${dice.oneOf(['AND', 'OR', 'and'])} ${anyExpression(dice, depth - 1)}`
  return dice.onceIn(2) ? `(${joined})` : joined
}

function anyOperand(dice: Dice): string {
  return dice.onceIn(2) ? dice.oneOf(PATHS) : dice.oneOf(CONSTANTS)
}

/** The words of the language in no order. */
function anyWords(dice: Dice): string {
  const words = Array.from({ length: 1 + dice.upTo(12) }, () => {
    return dice.oneOf([anyOperand(dice), dice.oneOf(OPERATORS), dice.oneOf(SIGNS)])
  })
  return words.join(dice.onceIn(3) ? '' : ' ')
}

/** As large as the limits allow, or larger; and what a careless grammar takes exponential time for. */
function anyHugeText(dice: Dice): string {
  const times = 1 + dice.upTo(7_000)
  return dice.oneOf([
    `${'('.repeat(times)}1==1${')'.repeat(times)}`,
    `a IN [${'1,'.repeat(times)}1]`,
    `${'a == 1 AND '.repeat(times)}a == 1`,
    `${'(a == 1 OR '.repeat(times % 100)}a == 1${')'.repeat(times % 100)}`,
    `a${'.b'.repeat(times)} == 1`,
    `a${'[0]'.repeat(times)} == 1`,
    `'${'x'.repeat(times * 10)}' == a`,
    `${'9'.repeat(times)} == a`,
    `${' '.repeat(times * 10)}a`,
    `'${'\\'.repeat(times)}`,
  ])
}

/** One time in two with a few characters more, less or others, or with a part of it twice. */
function damaged(text: string, dice: Dice): string {
  if (dice.onceIn(2)) return text
  const at = dice.upTo(text.length)
  const until = Math.min(text.length, at + dice.upTo(4))
  const added = dice.oneOf(['', dice.garbage().slice(0, 3), dice.oneOf(SIGNS), text.slice(at)])
  return text.slice(0, at) + added + text.slice(until)
}
