import { createMemoryStore, createPrometheus } from '@conversation-transfer/backend'
import { RULE_NAMES } from '@conversation-transfer/transfer'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ROOT } from './source-files.ts'

const FOLDER = join(ROOT, 'docs/runbook')
const overview = readFileSync(join(FOLDER, 'README.md'), 'utf8')

/** Every page answers the same questions, so that whoever is called at night knows where to look. */
const QUESTIONS = [
  'What it means for the customer',
  'How it comes about',
  'What the backend does',
  'What to check by hand',
  'Switching it off',
  'When it alarms',
]

test('every rule has a page, and every page a rule', () => {
  const pages = readdirSync(FOLDER).filter((name) => name !== 'README.md')
  expect(pages.toSorted()).toEqual(RULE_NAMES.map((name) => `${name}.md`).toSorted())
})

test('the overview lists the rules in the order in which they are tried', () => {
  const listed = [...overview.matchAll(/^\| \[([a-z-]+)\]\(([a-z-]+)\.md\) \|/gm)]
  expect(listed.map(([, name]) => name)).toEqual(RULE_NAMES)
  expect(listed.every(([, name, page]) => name === page)).toBe(true)
})

test('every alert has a section, in the order of the alert rules', () => {
  const rules = readFileSync(join(ROOT, 'apps/backend/operations/alerts.yaml'), 'utf8')
  const named = [...rules.matchAll(/^ *- alert: (\w+)$/gm)].map(([, name]) => name)
  expect(named.length).toBeGreaterThan(0)
  expect([...part('# Alerts').matchAll(/^## (.*)$/gm)].map(([, name]) => name)).toEqual(named)
})

describe('metrics', () => {
  test('of the overview are all that the backend exports, and no others', async () => {
    const cells = part('## Metrics', '# Alerts').match(/^\| `[^|]*\|/gm) ?? []
    const listed = cells.flatMap((cell) => [...cell.matchAll(METRIC)].map(([, name]) => name))
    expect(new Set(listed)).toEqual(new Set(await exportedMetrics()))
  })

  test('that a page or an alert speaks of are exported', async () => {
    const pages = RULE_NAMES.map((name) => readFileSync(join(FOLDER, `${name}.md`), 'utf8'))
    const prefixed = pages.flatMap((page) =>
      [...page.matchAll(/`conversation_transfer_(\w+)/g)].map(([, name]) => name),
    )
    const inAlerts = [...part('# Alerts').matchAll(METRIC)].map(([, name]) => name)
    const exported = await exportedMetrics()
    const spoken = [...prefixed, ...inAlerts.filter((name = '') => /_(total|seconds|up|due|rows)$/.test(name))]
    expect(spoken.length).toBeGreaterThan(5)
    expect(spoken.filter((name = '') => !exported.includes(name))).toEqual([])
  })
})

describe('the page of', () => {
  test.each(RULE_NAMES)('%s says what it is about and answers every question', (name) => {
    const page = readFileSync(join(FOLDER, `${name}.md`), 'utf8')
    expect(page.startsWith(`# \`${name}\`: `)).toBe(true)
    expect([...page.matchAll(/^## (.*)$/gm)].map(([, question]) => question)).toEqual(QUESTIONS)
    expect(page).toMatch(/\((?:TR|IN|CV)-\d+/)
  })
})

/** What stands in quotes, without its labels. */
const METRIC = /`(\w+)(?:\{[^}]*\})?`/g

/** The overview from one heading to another, or to its end. */
function part(from: string, to?: string): string {
  return overview.slice(overview.indexOf(from), to === undefined ? undefined : overview.indexOf(to))
}

/** What /metrics has of ours, without the prefix. */
async function exportedMetrics(): Promise<string[]> {
  const now = (): number => 0
  const store = createMemoryStore({ now })
  const { body } = await createPrometheus({ store, processId: 'one', now, withProcess: false }).text()
  return [...body.matchAll(/^# TYPE conversation_transfer_(\w+)/gm)].map(([, name]) => name ?? '')
}
