import { expect, test } from 'vitest'
import { MIGRATIONS } from './migrations.ts'

test('migrations are numbered without a gap', () => {
  expect(MIGRATIONS.map(({ number }) => number)).toEqual(MIGRATIONS.map((_migration, index) => index + 1))
})
