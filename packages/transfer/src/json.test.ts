import { expect, test } from 'vitest'
import { isJsonObject, parseJson, printJson, sameJson } from './json.ts'
import { charactersOver } from './task-attributes.ts'

const read = (text: string) => {
  const value = parseJson(text)
  return isJsonObject(value) ? value : expect.fail(`${text} is no object`)
}

test.each([
  '{"order":12345678901234567890}',
  '{"order":9007199254740993}',
  '{"rate":0.1234567890123456789}',
  '{"huge":1e400}',
  '{"list":[{"deep":-98765432109876543210}]}',
  '{"plain":12,"text":"12345678901234567890","nothing":null}',
])('what others wrote comes out as it went in: %s', (text) => {
  expect(printJson({ ...read(text) })).toBe(text)
})

test('numbers that JavaScript can hold are numbers', () => {
  expect(parseJson('{"at":1769851800000,"share":0.25}')).toEqual({ at: 1_769_851_800_000, share: 0.25 })
})

test('a text that is no JSON has no value, and of two equal keys the last one counts', () => {
  expect(parseJson('{"a":')).toBeUndefined()
  expect(parseJson('{"a":1,"a":2}')).toEqual({ a: 2 })
})

test('long numbers are compared by their digits, and are no objects', () => {
  const one = '{"order":12345678901234567890}'
  expect(sameJson(read(one), read(one))).toBe(true)
  expect(sameJson(read(one), read('{"order":12345678901234567891}'))).toBe(false)
  expect(isJsonObject(parseJson('12345678901234567890'))).toBe(false)
})

test('a task is measured as it is sent', () => {
  const attributes = read(`{"order":12345678901234567890,"text":"${'x'.repeat(4096 - 40)}"}`)
  expect(printJson(attributes)).toHaveLength(4096)
  expect(charactersOver(attributes)).toBe(0)
  expect(charactersOver({ ...attributes, one: 1 })).toBe(8)
})

test.each([
  [[1, 2], [1, 3], false],
  [[1, 2], [1, 2], true],
  [[1], [1, 2], false],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [{ a: 1, b: undefined }, { a: 1, c: undefined }, false],
  [{ a: 1, b: [2] }, { b: [2], a: 1 }, true],
  [{ a: 1 }, null, false],
  [null, null, true],
])('%j and %j say the same: %s', (left, right, expected) => {
  expect(sameJson(left, right)).toBe(expected)
  expect(sameJson(right, left)).toBe(expected)
})

test('a long number is not a short one, and nothing is no object', () => {
  expect(sameJson(parseJson('12345678901234567890'), 12)).toBe(false)
  expect(sameJson(12, parseJson('12345678901234567890'))).toBe(false)
  expect(isJsonObject(null)).toBe(false)
})

test('a long number is neither nothing nor an object that looks like one', () => {
  const long = parseJson('12345678901234567890')
  for (const other of [null, undefined, { value: '12345678901234567890' }]) {
    expect(sameJson(long, other)).toBe(false)
    expect(sameJson(other, long)).toBe(false)
  }
})
