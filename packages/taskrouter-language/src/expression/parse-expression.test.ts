import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Expression, Path, Scalar } from './expression.ts'
import { ExpressionError } from './expression-error.ts'
import { parseExpression } from './parse-expression.ts'
import { EXPRESSION_LENGTH_CHARACTERS_MAX, NESTING_DEPTH_MAX } from './parse-text.ts'

describe('reading an expression', () => {
  test('understands constants of every type, lists and paths', () => {
    expect(parseExpression(`task.a.b[2] == 'it "is"'`)).toEqual(equals(['task', 'a', 'b', 2], 'it "is"'))
    expect(parseExpression(`a == ""`)).toEqual(equals(['a'], ''))
    expect(parseExpression('a == 1.00')).toEqual(equals(['a'], 1))
    expect(parseExpression('a == True')).toEqual(equals(['a'], true))
    expect(parseExpression('a == null')).toEqual(equals(['a'], null))
    expect(parseExpression(`a IN ['x', 2, false]`)).toEqual({
      kind: 'comparison',
      operator: 'IN',
      left: { kind: 'path', path: ['a'] },
      right: { kind: 'list', values: ['x', 2, false] },
    })
  })

  test('takes a single = for ==', () => {
    expect(parseExpression('a = 1')).toEqual(parseExpression('a == 1'))
  })

  test('takes operators in any case', () => {
    const lower = `a in ['x'] and (b has 'y' or c contains 'z') and d not in []`
    const upper = `a IN ['x'] AND (b HAS 'y' OR c CONTAINS 'z') AND d NOT IN []`
    expect(parseExpression(lower)).toEqual(parseExpression(upper))
  })

  test('needs no spaces around signs and takes line breaks for spaces', () => {
    expect(parseExpression(`a=='x'AND\n\tb>=2`)).toEqual(parseExpression(`a == 'x' AND b >= 2`))
  })

  test('binds AND tighter than OR', () => {
    expect(parseExpression('a == 1 OR b == 1 AND c == 1')).toEqual(parseExpression('a == 1 OR (b == 1 AND c == 1)'))
  })

  test('takes words of the language for names after a dot, and as the beginning of a name', () => {
    expect(parseExpression('a.in.and == 1')).toEqual(equals(['a', 'in', 'and'], 1))
    expect(parseExpression('information == 1')).toEqual(equals(['information'], 1))
    expect(parseExpression('not_in == 1')).toEqual(equals(['not_in'], 1))
  })

  test.each([
    ['', 0, 'Expected a name, a constant, a list or `(`, but the text ends.'],
    ['a', 1, 'Expected an operator'],
    ['a ==', 4, 'the text ends'],
    ['a == 1 b', 7, 'Expected AND, OR or the end, but found `b`.'],
    ['(a == 1', 7, 'Expected `)`'],
    ['a == 1)', 6, 'found `)`'],
    ["a == 'x", 5, "The string that begins here has no closing '."],
    ['customer-type == 1', 8, 'rename the attribute'],
    ['a == -1', 5, 'does not support hyphens'],
    ['a == 1 && b == 2', 7, 'write AND'],
    ['a == 1 || b == 2', 7, 'write OR'],
    ['a <> 1', 2, 'write !='],
    ['a == “x”', 5, 'Curly quotes'],
    ['a NOT HAS 1', 6, 'Expected IN, but found `HAS`.'],
    ['NOT a == 1', 0, 'found `NOT`'],
    ['a IN [b]', 6, 'a list cannot have names in it'],
    ['a[1.5] == 1', 2, 'Expected a whole number'],
    ['a # 1', 2, 'The character "#" has no meaning here.'],
    [`a == ${'9'.repeat(400)}`, 5, 'The number is too large.'],
  ])('refuses %j at character %i', (text, position, message) => {
    const error = errorOf(text)
    expect(error).toMatchObject({ text, position })
    expect(error.message).toContain(message)
  })

  test('shows the line with a caret under the character', () => {
    expect(errorOf("language == 'en' AND\n\ttype == == 'x'").message).toBe(
      ['Expected a name, a constant, a list or `(`, but found `==`.', "   type == == 'x'", '           ^'].join('\n'),
    )
  })

  test('shows only the neighbourhood of the character in a long line', () => {
    const [, line = '', caret = ''] = errorOf(`${'a == 1 AND '.repeat(500)}# == 1`).message.split('\n')
    expect(line.length).toBeLessThan(120)
    expect(line.charAt(caret.indexOf('^'))).toBe('#')
  })

  test.each([
    ['level > 1', 0, '`task.level` or `worker.level`'],
    ['task.a == 1 AND contact.uri == 1', 16, '`worker.contact.uri`'],
    ['worker == 1', 0, '`worker.attribute`'],
  ])('refuses names without a prefix where a target has two documents: %s', (text, position, message) => {
    const error = errorOf(text, 'target')
    expect(error.position).toBe(position)
    expect(error.message).toContain(message)
  })

  test('knows only the counts of workers in a skip_if', () => {
    const activity = `WA${'0'.repeat(32)}`
    expect(() => parseExpression(`workers.available == 0 OR workers.${activity} < 2`, 'workerCounts')).not.toThrow()
    expect(() => parseExpression('1==1', 'workerCounts')).not.toThrow()
    expect(errorOf('task.type == 1', 'workerCounts').message).toContain('workers.available')
    expect(errorOf('workers.WAxx < 2', 'workerCounts').message).toContain('workers.WA')
  })
})

describe('the limits', () => {
  test('let parentheses nest as deep as the limit and refuse the one after it', () => {
    expect(parseExpression(nested(NESTING_DEPTH_MAX))).toEqual(equals(['a'], 1))
    expect(errorOf(nested(NESTING_DEPTH_MAX + 1)).position).toBe(NESTING_DEPTH_MAX)
    expect(errorOf('('.repeat(EXPRESSION_LENGTH_CHARACTERS_MAX))).toBeInstanceOf(ExpressionError)
  })

  test('let a text be as long as the limit and refuse one character more', () => {
    const text = `a == '${'x'.repeat(EXPRESSION_LENGTH_CHARACTERS_MAX - 7)}'`
    expect(() => parseExpression(text)).not.toThrow()
    expect(errorOf(`${text} `).position).toBe(EXPRESSION_LENGTH_CHARACTERS_MAX)
  })

  test('read the longest chain of comparisons', () => {
    const text = Array.from({ length: 5_900 }, () => 'a == 1').join(' AND ')
    expect(parseExpression(text)).toMatchObject({ kind: 'and', operands: { length: 5_900 } })
  })
})

describe('any text at all', () => {
  const fragment = fc.constantFrom(
    ...`a . [ ] ( ) , ' " == = ! < - “ \n \0 \uD800 😀 IN not AND or HAS 1 2.5 true task __proto__`.split(' '),
    ' ',
  )
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(fragment, { maxLength: 60 }).map((fragments) => fragments.join('')),
    fc.array(fragment, { maxLength: 60 }).map((fragments) => fragments.join(' ')),
  )

  test('is read or refused with an ExpressionError whose position is in it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const position = refusalOf(text)?.position ?? 0
        expect(position).toBeGreaterThanOrEqual(0)
        expect(position).toBeLessThanOrEqual(text.length)
      }),
      { numRuns: 5_000 },
    )
  })
})

function nested(depth: number): string {
  return `${'('.repeat(depth)}a == 1${')'.repeat(depth)}`
}

function equals(path: Path, value: Scalar): Expression {
  return { kind: 'comparison', operator: '==', left: { kind: 'path', path }, right: { kind: 'constant', value } }
}

function errorOf(...input: Parameters<typeof parseExpression>): ExpressionError {
  const error = refusalOf(...input)
  if (error === undefined) throw new Error(`No error: ${input[0]}`)
  return error
}

/** What is wrong with the text, undefined if nothing is. Throws what is no ExpressionError. */
function refusalOf(...input: Parameters<typeof parseExpression>): ExpressionError | undefined {
  try {
    parseExpression(...input)
    return undefined
  } catch (error: unknown) {
    if (error instanceof ExpressionError) return error
    throw error
  }
}
