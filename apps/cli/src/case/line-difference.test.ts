import { array, assert, constantFrom, property } from 'fast-check'
import { expect, test } from 'vitest'
import { lineDifference } from './line-difference.ts'

test('what stays, what goes and what comes', () => {
  expect(lineDifference(['a', 'b', 'c'], ['a', 'x', 'c', 'd'])).toEqual(['  a', '- b', '+ x', '  c', '+ d'])
  expect(lineDifference([], ['a'])).toEqual(['+ a'])
  expect(lineDifference(['a'], [])).toEqual(['- a'])
  expect(lineDifference(['a', 'b'], ['b'])).toEqual(['- a', '  b'])
})

test('both texts can be read off it', () => {
  const lines = array(constantFrom('a', 'b', 'c'), { maxLength: 8 })
  assert(
    property(lines, lines, (before, after) => {
      const difference = lineDifference(before, after)
      const without = (mark: string): string[] =>
        difference.filter((line) => !line.startsWith(mark)).map((line) => line.slice(2))
      expect(without('+')).toEqual(before)
      expect(without('-')).toEqual(after)
    }),
  )
})
