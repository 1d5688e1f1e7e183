import { assert, jsonValue, property } from 'fast-check'
import { expect, test } from 'vitest'
import { jsonTokens } from './json-tokens.ts'

test('keys, texts and other values are told apart', () => {
  const tokens = jsonTokens('{"a": "b: c", "d": [1.5e3, null]}').filter(({ kind }) => kind !== 'rest')
  expect(tokens.map(({ kind, text }) => [kind, text])).toEqual([
    ['key', '"a"'],
    ['string', '"b: c"'],
    ['key', '"d"'],
    ['literal', '1.5e3'],
    ['literal', 'null'],
  ])
})

test('the pieces of any JSON, put together, are the text again, and each knows where it begins', () => {
  assert(
    property(jsonValue(), (value) => {
      const text = JSON.stringify(value, null, 2)
      const tokens = jsonTokens(text)
      expect(tokens.map((token) => token.text).join('')).toBe(text)
      for (const token of tokens) expect(text.startsWith(token.text, token.at)).toBe(true)
    }),
  )
})
