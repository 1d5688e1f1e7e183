import { RULE_NAMES } from '@conversation-transfer/transfer'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ROOT } from './source-files.ts'

/** As many as are known; a row for each. */
const CASES = 27

interface Row {
  readonly number: number
  readonly what: string
  readonly by: string
  readonly tests: readonly { readonly file: string; readonly name: string }[]
}

const rows = readFileSync(join(ROOT, 'docs/edge-cases.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map(readRow)

function readRow(line: string): Row {
  const [number = '', what = '', by = '', , held = ''] = line.slice(2, -2).split(' | ')
  const tests = held.split('<br>').map((text) => {
    const [, file = '', name = ''] = /^\[[^\]]+\]\(\.\.\/([^)]+)\): (.+)$/.exec(text) ?? []
    return { file, name }
  })
  return { number: Number(number), what, by, tests }
}

test('every case has one row', () => {
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: CASES }, (_, index) => index + 1))
})

test('what a rule mends is played with the whole backend beside it', () => {
  const outcomes = readFileSync(join(ROOT, 'tests/edge-cases/expected-outcomes.ts'), 'utf8')
  const lists = [...outcomes.matchAll(/cases: \[([\d, ]+)\]/g)]
  const played = new Set(lists.flatMap(([, numbers = '']) => numbers.split(', ')))
  const mended = rows.filter(({ by }) => /\brule\b/.test(by)).map(({ number }) => String(number))
  expect(mended.filter((number) => !played.has(number))).toEqual([])
})

describe.each(rows)('$number: $what', ({ by, tests }) => {
  test('is met by a guard, a rule that there is, the setup, or is a stated limit', () => {
    expect(by).toMatch(/^(guard|rule|setup|stated limit)\b/)
    const rules = [...by.matchAll(/\[([a-z-]+)\]\(runbook\/[a-z-]+\.md\)/g)].map(([, name]) => name)
    expect(rules.filter((name) => !RULE_NAMES.includes(name ?? ''))).toEqual([])
    expect(rules.length > 0).toBe(/\brule\b/.test(by))
  })

  test.each(tests)('is held by $file: $name', ({ file, name }) => {
    const path = join(ROOT, file)
    expect(existsSync(path)).toBe(true)
    const quoted = new RegExp(`(?:test|it)(?:\\.\\w+(?:\\([^)]*\\))?)?\\(\\s*(['"\`])${escaped(name)}\\1`)
    expect(readFileSync(path, 'utf8')).toMatch(quoted)
  })
})

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
