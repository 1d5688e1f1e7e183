import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyExpression } from './any-expression.ts'
import { parseExpression } from './parse-expression.ts'
import { printExpression } from './print-expression.ts'

describe('printing an expression', () => {
  test('gives a text that reads as the same expression', () => {
    fc.assert(
      fc.property(anyExpression(), (expression) => {
        expect(parseExpression(printExpression(expression))).toEqual(expression)
      }),
      { numRuns: 1_000 },
    )
  })

  test.each([
    [`a=1`, `a == 1`],
    [`a . b[2] Not In ["x",'y']`, `a.b[2] NOT IN ['x', 'y']`],
    [`name == "O'Neil"`, `name == "O'Neil"`],
    [`a == 1 AND (b == 2 OR c == NULL)`, `a == 1 AND (b == 2 OR c == null)`],
    [`(a == 1 AND b == 2) AND c == 1.50`, `(a == 1 AND b == 2) AND c == 1.5`],
    [`((a == 1))`, `a == 1`],
    [`a == 0.00000012`, `a == 0.00000012`],
    [`a == 1000000000000000000000`, `a == 1000000000000000000000`],
  ])('writes %s as %s', (text, printed) => {
    expect(printExpression(parseExpression(text))).toBe(printed)
  })

  test.each([
    [`both ' and "`, 'both \' and "'],
    [-1, 'the number -1'],
    [Infinity, 'the number Infinity'],
  ])('refuses the constant %s, which the language cannot write', (value, problem) => {
    const constant = { kind: 'constant', value } as const
    expect(() => printExpression({ kind: 'comparison', operator: '==', left: constant, right: constant })).toThrow(
      problem,
    )
  })
})
