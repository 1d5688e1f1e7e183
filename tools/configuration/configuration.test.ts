import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { ROOT, sourceFiles } from '../source-files.ts'
import { acceptedValues } from './accepted-values.ts'
import { renderConfiguration } from './configuration-page.ts'
import { GENERATED_FILES } from './generated-files.ts'
import { settingsOf } from './setting.ts'

test.each(Object.entries(GENERATED_FILES))(
  '%s is what the sources say; `npm run configuration` brings it up to date',
  (path, render) => {
    expect(readFileSync(join(ROOT, path), 'utf8')).toBe(render())
  },
)

test('no part reads a variable of the environment that the page does not name', () => {
  const page = renderConfiguration()
  const shipped = sourceFiles(/^(apps|packages)\/[^/]+\/src\/.*\.ts$/).filter(({ path }) => !path.endsWith('.test.ts'))
  const read = shipped.flatMap(({ path, text }) =>
    [...text.matchAll(/\b(?:env|context)\['([A-Za-z_]+)'\]/g)].map(([, name = '']) => ({ path, name })),
  )
  expect(read.map(({ name }) => name)).toContain('CHROME_PATH')
  const unnamed = read.filter(({ name }) => !page.includes(`| \`${name}\` |`) && !NO_CONFIGURATION.has(name))
  expect(unnamed).toEqual([])
})

/** What the surroundings set and nobody configures, and what tests give to the processes that they start. */
const NO_CONFIGURATION: ReadonlySet<string> = new Set([
  'FROZEN',
  'LD_LIBRARY_PATH',
  'NEVER_STOPS',
  'PATH',
  'SAMPLE',
  'npm_lifecycle_event',
])

test.each([
  [z.boolean().default(true), '`true` or `false`'],
  [z.enum(['a', 'b']), '`a`, `b`'],
  [z.int().min(1).max(9).optional(), 'a whole number from 1 to 9'],
  [z.union([z.string(), z.number()]), 'text or a number'],
  [z.string().min(1).max(5), 'text of 1 to 5 characters'],
  [z.string().regex(/^x$/, 'must be an x'), 'an x'],
  [z.string().regex(/^x$/, 'no').meta({ accepts: 'an x' }), 'an x'],
])('what a schema accepts is said in words: %#', (schema, words) => {
  expect(acceptedValues(schema)).toBe(words)
})

test('a schema for which there are no words, or no meaning, stops the page', () => {
  expect(() => acceptedValues(z.string().regex(/^x$/, 'no'))).toThrow('No words')
  expect(() => settingsOf({ key: z.boolean() })).toThrow('Nothing says what key does')
})
