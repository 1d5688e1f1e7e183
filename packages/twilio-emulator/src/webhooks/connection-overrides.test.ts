import { expect, test } from 'vitest'
import { connectionOverrides } from './connection-overrides.ts'

test('an address without overrides is tried twice, and again only if nobody took the connection', () => {
  expect(connectionOverrides('https://example.com/hook?a=1')).toEqual({
    address: 'https://example.com/hook?a=1',
    readTimeoutMs: undefined,
    totalTimeoutMs: 15_000,
    retries: 1,
    retryOn: new Set(['ct']),
  })
})

test('overrides in the fragment are read within their limits', () => {
  expect(connectionOverrides('https://example.com/hook#rc=9&rp=5xx,rt,sooner&rt=50&tt=4000')).toEqual({
    address: 'https://example.com/hook',
    readTimeoutMs: 100,
    totalTimeoutMs: 4000,
    retries: 5,
    retryOn: new Set(['rt', '5xx']),
  })
  expect(connectionOverrides('https://example.com/hook#rc=many&rp=all').retries).toBe(1)
  expect(connectionOverrides('https://example.com/hook#rp=all').retryOn.size).toBe(4)
})
