import { expect, test } from 'vitest'
import { whyNotRoutable } from './target.ts'
import { ALICE, bobAsTarget, BOB, chatOf, salesAsTarget } from './testing/chat.ts'

test('nobody is reached who is not found, and whoever is found is', () => {
  expect(whyNotRoutable({ type: 'missing', sid: BOB }, chatOf(ALICE))).toBe('target_not_found')
  expect(whyNotRoutable(bobAsTarget, chatOf(ALICE))).toBeUndefined()
  expect(whyNotRoutable(salesAsTarget, chatOf(ALICE))).toBeUndefined()
})
