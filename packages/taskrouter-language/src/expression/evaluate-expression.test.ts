import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyExpression } from './any-expression.ts'
import { evaluateExpression } from './evaluate-expression.ts'
import type { ExpressionScope } from './expression-scope.ts'
import { parseExpression } from './parse-expression.ts'

const TASK = {
  type: 'ticket',
  level: 5,
  text: '5',
  vip: true,
  nothing: null,
  skills: ['billing', 7, true, null],
  empty: [],
  customer: { names: ['Ann', { last: 'Lee' }] },
}

describe('each operator', () => {
  test.each([
    // Equality, documented for two scalars; between types it is assumed to be strict.
    ["type == 'ticket'", true],
    ["type == 'Ticket'", false],
    ['level == 5.0', true],
    ["level == '5'", false],
    ["level != '5'", true],
    ['vip == true', true],
    ["vip == 'true'", false],
    ['missing == null', true],
    ['missing == nothing', true],
    ['missing == 0', false],
    ['missing == false', false],
    ["missing != 'x'", true],
    ['type != null', true],
    ["type != 'ticket'", false],
    // Order.
    ['level > 4', true],
    ['level > 5', false],
    ['level >= 5', true],
    ['level < 5', false],
    ['level <= 5', true],
    ['level < 5.1', true],
    ["'apple' < 'banana'", true],
    ["'b' <= 'B'", false],
    ["'b' >= 'b'", true],
    ["level > '4'", false],
    ["text > '4'", true],
    ['vip > false', false],
    ['missing >= 0', false],
    ['missing >= nothing', false],
    // CONTAINS.
    ["type CONTAINS 'ick'", true],
    ["type CONTAINS 'ICK'", false],
    ["type CONTAINS ''", true],
    ['12345 CONTAINS 23', true],
    ["missing CONTAINS ''", false],
    ['type CONTAINS missing', false],
    // HAS.
    ["skills HAS 'billing'", true],
    ["skills HAS 'sales'", false],
    ['skills HAS 7', true],
    ["skills HAS '7'", false],
    ['skills HAS missing', true],
    ['empty HAS missing', false],
    ["['a', 'b'] HAS 'a'", true],
    // IN and NOT IN.
    ["type IN ['ticket', 'lead']", true],
    ["type IN ['lead']", false],
    ['level IN skills', false],
    ['7 IN skills', true],
    ["type NOT IN ['lead']", true],
    ["type NOT IN ['ticket']", false],
    ['type NOT IN empty', true],
    ["missing NOT IN ['lead']", true],
  ])('%s is %s', (text, holds) => {
    expect(inTask(text)).toBe(holds)
  })

  test.each(['==', '!=', '>', '>=', '<', '<=', 'CONTAINS'])('%s on an array is false', (operator) => {
    expect(inTask(`skills ${operator} skills`)).toBe(false)
    expect(inTask(`skills ${operator} 'billing'`)).toBe(false)
    expect(inTask(`'billing' ${operator} skills`)).toBe(false)
  })

  test.each(['HAS', 'IN', 'NOT IN'])('%s on two scalars is false', (operator) => {
    expect(inTask(`type ${operator} 'ticket'`)).toBe(false)
    expect(inTask(`type ${operator} missing`)).toBe(false)
  })

  test.each(['HAS', 'IN', 'NOT IN'])('%s on two arrays is false', (operator) => {
    expect(inTask(`skills ${operator} skills`)).toBe(false)
  })

  test.each(['==', '!=', '<', 'CONTAINS', 'HAS', 'IN', 'NOT IN'])('%s on an object is false', (operator) => {
    expect(inTask(`customer ${operator} customer`)).toBe(false)
    expect(inTask(`customer ${operator} 'x'`)).toBe(false)
    expect(inTask(`customer ${operator} skills`)).toBe(false)
  })

  test('NOT IN a missing list is what the option says, and false without it', () => {
    expect(inTask('type NOT IN missing')).toBe(false)
    expect(inTask('type NOT IN missing', { notInNull: 'false' })).toBe(false)
    expect(inTask('type NOT IN missing', { notInNull: 'true' })).toBe(true)
    expect(inTask('type NOT IN nothing', { notInNull: 'true' })).toBe(true)
    expect(inTask("type NOT IN 'ticket'", { notInNull: 'true' })).toBe(false)
    expect(inTask('type IN missing', { notInNull: 'true' })).toBe(false)
  })

  test.each([
    ["level == '5'", true],
    ["level != '5'", false],
    ["level == '05.0'", true],
    ["level > '4'", true],
    ["level < '40'", true],
    ["level > 'four'", false],
    ["vip == 'true'", true],
    ["vip == 'TRUE'", false],
    ["level == ''", false],
    ["skills HAS '7'", true],
    ["skills HAS 'true'", true],
    ["'7' IN skills", true],
    ["'7' NOT IN skills", false],
    ["missing == 'null'", false],
    ['missing == 0', false],
  ])('%s is %s where types are converted', (text, holds) => {
    expect(inTask(text, { mixedTypes: 'converted' })).toBe(holds)
  })

  test.each([
    ['1 == 1 AND 2 == 2', true],
    ['1 == 1 AND 1 == 2', false],
    ['1 == 2 OR 2 == 2', true],
    ['1 == 2 OR 2 == 1', false],
    ['1 == 1 OR 1 == 1 AND 1 == 2', true],
    ['(1 == 1 OR 1 == 1) AND 1 == 2', false],
  ])('%s is %s', (text, holds) => {
    expect(inTask(text)).toBe(holds)
  })
})

describe('a path', () => {
  test('goes through objects by name and through arrays by index', () => {
    expect(inTask("customer.names[0] == 'Ann'")).toBe(true)
    expect(inTask("customer.names[1].last == 'Lee'")).toBe(true)
  })

  test.each([
    'missing',
    'customer.names[2]',
    'customer[0]',
    'skills.length',
    'type.length',
    'type[0]',
    'a.b.c',
    'constructor',
    'toString',
    '__proto__',
    '__proto__.constructor',
    'customer.valueOf',
  ])('%s is null, as every path that the document does not have', (path) => {
    expect(inTask(`${path} == null`)).toBe(true)
  })

  test('finds keys that happen to be called like those of every object', () => {
    const worker: unknown = JSON.parse('{"__proto__": {"level": 1}, "constructor": "x"}')
    const expression = parseExpression("__proto__.level == 1 AND constructor == 'x'", 'worker')
    expect(evaluateExpression(expression, { kind: 'worker', worker })).toBe(true)
  })
})

describe('a scope', () => {
  const task = { language: 'en', agents: ['WK1'] }
  const worker = { sid: 'WK1', languages: ['en', 'es'], task: 'mine' }

  test('of a worker has the worker’s attributes as bare names', () => {
    expect(evaluateExpression(parseExpression("languages HAS 'es'"), { kind: 'worker', worker })).toBe(true)
  })

  test('of a target has both, each under its prefix', () => {
    const expression = parseExpression(
      "task.language IN worker.languages AND worker.sid IN task.agents AND worker.task == 'mine'",
      'target',
    )
    expect(evaluateExpression(expression, { kind: 'target', task, worker })).toBe(true)
    const bare = parseExpression("language == 'en'")
    expect(evaluateExpression(bare, { kind: 'target', task, worker })).toBe(false)
  })

  test('of counts has how many workers are available, unavailable and in an activity', () => {
    const lunch = `WA${'1'.repeat(32)}`
    const workers = { available: 0, unavailable: 3, byActivity: { [lunch]: 2 } }
    const holds = (text: string): boolean =>
      evaluateExpression(parseExpression(text, 'workerCounts'), { kind: 'workerCounts', workers })
    expect(holds('workers.available == 0')).toBe(true)
    expect(holds('workers.unavailable > 3')).toBe(false)
    expect(holds(`workers.${lunch} == 2`)).toBe(true)
    expect(holds(`workers.WA${'2'.repeat(32)} == 0`)).toBe(true)
  })
})

describe('any expression on any document', () => {
  const anyScope: fc.Arbitrary<ExpressionScope> = fc
    .tuple(fc.constantFrom('worker', 'task', 'target', 'workerCounts'), fc.jsonValue(), fc.jsonValue())
    .map(([kind, task, worker]) =>
      kind === 'workerCounts'
        ? { kind, workers: { available: 0, unavailable: 1, byActivity: {} } }
        : { kind, task, worker },
    )

  test('is true or false, and does not throw', () => {
    fc.assert(
      fc.property(anyExpression(), anyScope, fc.constantFrom('true', 'false'), (expression, scope, notInNull) => {
        expect(typeof evaluateExpression(expression, scope, { notInNull })).toBe('boolean')
      }),
      { numRuns: 1_000 },
    )
  })
})

function inTask(text: string, options?: Parameters<typeof evaluateExpression>[2]): boolean {
  return evaluateExpression(parseExpression(text), { kind: 'task', task: TASK }, options)
}
