import { expect, test } from 'vitest'
import { readOptions } from './main-options.ts'

test('without options the port is whichever is free, and nothing is opened or checked', () => {
  expect(readOptions([])).toMatchObject({ port: undefined, seed: 1, open: false, check: false })
  const all = ['--port', '4010', '--seed', '7', '--open', '--check', '--assumptions', 'assumptions.json']
  expect(readOptions(all)).toEqual({
    port: 4010,
    seed: 7,
    open: true,
    check: true,
    assumptions: 'assumptions.json',
  })
})

test.each([
  [['--port', '65536'], '--port must be from 0 to 65535'],
  [['--port', 'eighty'], "not 'eighty'"],
  [['--seed', '1.5'], '--seed must be a whole number'],
  [['--prot', '4000'], '--prot'],
  [['4000'], '4000'],
])('what cannot be understood is said: %j', (args, complaint) => {
  expect(readOptions(args)).toContain(complaint)
})
