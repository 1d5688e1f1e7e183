import { expect, test } from 'vitest'
import { StoreUnavailable } from '../store-unavailable.ts'
import { asStoreError } from './store-error.ts'

const withCode = (code: string): Error => Object.assign(new Error('a reason'), { code })

test.each(['ECONNREFUSED', 'ENOTFOUND', '57P01', '57P03', '53300', '08006', '40P01', '25006'])(
  'that Postgres is away or busy is a StoreUnavailable: %s',
  (code) => {
    expect(asStoreError(withCode(code))).toBeInstanceOf(StoreUnavailable)
  },
)

test('no code at all means that there was no answer', () => {
  expect(asStoreError(new Error('Connection terminated unexpectedly'))).toBeInstanceOf(StoreUnavailable)
  expect(asStoreError('no error').message).toBe('the store cannot be used now: no error')
})

test.each(['42P01', '23505', '22P02', '28P01'])(
  'what Postgres answers about a statement stays as it is: %s',
  (code) => {
    const error = withCode(code)
    expect(asStoreError(error)).toBe(error)
  },
)
