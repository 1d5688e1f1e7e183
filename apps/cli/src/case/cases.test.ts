import { RULE_NAMES } from '@conversation-transfer/transfer'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CASE_SCENES } from '../testing/case-scenes.ts'
import { CASES_FOLDER } from '../testing/cases-folder.ts'
import { decideCase } from './case-decision.ts'
import { readCase, type Case } from './case-file.ts'
import { decisionText } from './decision-text.ts'

const files = readdirSync(CASES_FOLDER).filter((name) => name.endsWith('.json'))

function caseIn(file: string): Case {
  return readCase(readFileSync(join(CASES_FOLDER, file), 'utf8'), file)
}

describe('every case in tests/cases is decided as it was', () => {
  test.each(files)('%s', (file) => {
    const content = caseIn(file)
    const { nowMs } = content
    // As text first: what is different is then read at a glance.
    expect(decisionText(decideCase(content), nowMs)).toEqual(decisionText(content.decision, nowMs))
    expect(decideCase(content)).toEqual(content.decision)
  })
})

test('there is a case for every rule', () => {
  const rules = files.map(caseIn).flatMap(({ decision }) => (decision.kind === 'repair' ? [decision.rule] : []))
  const silent = CASE_SCENES.filter(({ name }) => files.includes(`${name}.json`)).map(({ rule }) => rule)
  expect([...new Set([...rules, ...silent])].toSorted()).toEqual([...RULE_NAMES].toSorted())
})

describe('no case holds what a customer or an agent has written', () => {
  test.each(files)('%s', (file) => {
    expect(caseIn(file).isRedacted).toBe(true)
    expect(readFileSync(join(CASES_FOLDER, file), 'utf8')).not.toMatch(/Mary|Hello|\+1555|delivery|"bob"/)
  })
})
