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

/** As the alert rules call them. */
const ALERTS = [
  'CustomerAlone',
  'LooksLate',
  'RepairsFrozen',
  'TwilioLimiting',
  'WebhooksSilent',
  'LooksFailing',
  'BackendDown',
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

test('every alert has a section', () => {
  const alerts = overview.slice(overview.indexOf('# Alerts'))
  expect([...alerts.matchAll(/^## (.*)$/gm)].map(([, name]) => name)).toEqual(ALERTS)
})

describe('the page of', () => {
  test.each(RULE_NAMES)('%s says what it is about and answers every question', (name) => {
    const page = readFileSync(join(FOLDER, `${name}.md`), 'utf8')
    expect(page.startsWith(`# \`${name}\`: `)).toBe(true)
    expect([...page.matchAll(/^## (.*)$/gm)].map(([, question]) => question)).toEqual(QUESTIONS)
    expect(page).toMatch(/\((?:TR|IN|CV)-\d+/)
  })
})
