import { expect, test } from 'vitest'
import { createAccess, SESSION_MS } from './access.ts'

const TOKEN = 'a-token-of-more-than-24-characters'
const NOW = Date.UTC(2026, 10, 25, 9)

test('the token is known, and nothing like it', () => {
  const access = createAccess(TOKEN)
  expect([TOKEN, '', TOKEN.slice(1), `${TOKEN} `].map((text) => access.isToken(text))).toEqual([
    true,
    false,
    false,
    false,
  ])
})

test('a session holds for a day’s work, and in no other backend', () => {
  const access = createAccess(TOKEN)
  const session = access.newSession(NOW)
  expect(access.isSession(session, NOW + SESSION_MS - 1)).toBe(true)
  expect(access.isSession(session, NOW + SESSION_MS)).toBe(false)
  expect(createAccess(`${TOKEN}!`).isSession(session, NOW)).toBe(false)
})

test('a session that somebody has changed is none', () => {
  const access = createAccess(TOKEN)
  const [, nonce, signature] = access.newSession(NOW).split('.')
  for (const forged of [`${NOW * 2}.${nonce}.${signature}`, `${NOW * 2}.${nonce}.`, '', '..', `${NOW * 2}`]) {
    expect(access.isSession(forged, NOW)).toBe(false)
  }
})
