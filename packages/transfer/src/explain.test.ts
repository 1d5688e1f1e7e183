import { expect, test } from 'vitest'
import { explain, type RuleOpinion } from './explain.ts'
import { reconcile } from './reconcile.ts'
import { RULE_NAMES } from './rules/repair-switch.ts'
import { agent, ALICE, chatOf, NOW_MS, taskOf } from './testing/chat.ts'
import { ALL_READ, lookAt } from './testing/look.ts'

const ghostly = { ...chatOf(ALICE), tasks: [{ ...taskOf(ALICE), status: 'completed' as const }], onDemand: ALL_READ }
const GHOST = `ghost ${agent(ALICE).participantSid}`

function of(rule: string, opinions: readonly RuleOpinion[]): RuleOpinion | undefined {
  return opinions.find((opinion) => opinion.rule === rule)
}

test('every rule says something, in the order in which they are tried', () => {
  expect(explain(lookAt(chatOf(ALICE))).map(({ rule }) => rule)).toEqual(RULE_NAMES)
  expect(explain(lookAt(chatOf(ALICE))).every(({ says }) => says === 'well')).toBe(true)
})

test('a rule that waits says for what, since when and until when', () => {
  const memory = { firstSeen: { [GHOST]: NOW_MS - 5_000 } }
  expect(of('ghost', explain(lookAt(ghostly, { memory })))).toEqual({
    rule: 'ghost',
    says: 'waits',
    suspicions: [
      { condition: GHOST, graceMs: 15_000, seenSinceMs: NOW_MS - 5_000, dueAtMs: NOW_MS + 10_000, isDue: false },
    ],
  })
})

test('the rule that repairs is the one that reconcile names, and those after it are not asked', () => {
  const look = lookAt(ghostly, { memory: { firstSeen: { [GHOST]: NOW_MS - 15_000 } } })
  const opinions = explain(look)
  const decided = reconcile(look)
  expect(decided).toMatchObject({ kind: 'repair', rule: 'ghost' })
  expect(of('ghost', opinions)).toMatchObject({ says: 'repairs', reason: expect.stringContaining('15 s') })
  expect(of('stranded', opinions)).toMatchObject({ says: 'not asked' })
})

test('a conversation that is not ours ends the look with the first rule', () => {
  const paused = { ...chatOf(ALICE), channel: { ...chatOf(ALICE).channel, status: 'pause' } }
  expect(
    explain(lookAt(paused))
      .map(({ says }) => says)
      .slice(0, 3),
  ).toEqual(['ends the look', 'not asked', 'not asked'])
})

test('a repair that was tried too often is used up', () => {
  const tries = { [GHOST]: { count: 3, lastAtMs: NOW_MS - 60_000 } }
  const memory = { firstSeen: { [GHOST]: NOW_MS - 90_000 }, tries }
  expect(of('ghost', explain(lookAt(ghostly, { memory })))).toMatchObject({ says: 'used up' })
})

test('what would have to be read first is said', () => {
  const { onDemand: _read, ...unread } = { ...chatOf(), onDemand: ALL_READ }
  const memory = { firstSeen: { stranded: NOW_MS - 60_000 } }
  expect(of('stranded', explain(lookAt(unread, { memory })))).toMatchObject({ says: 'has to read' })
})

test('a rule that is switched off says what it would do, and holds back those after it that need the others', () => {
  const memory = { firstSeen: { [GHOST]: NOW_MS - 15_000, stranded: NOW_MS - 3_600_000 } }
  const look = { ...lookAt(ghostly, { memory }), repairs: RULE_NAMES.filter((name) => name !== 'ghost') }
  const opinions = explain(look)
  expect(of('ghost', opinions)).toMatchObject({ says: 'is switched off', reason: expect.stringContaining('15 s') })
  expect(of('stranded', opinions)).toMatchObject({ says: 'is held back' })
  expect(of('invites-outdated', opinions)).toMatchObject({ says: 'well' })
  expect(reconcile(look)).toMatchObject({ kind: 'well', observed: { rule: 'ghost' } })
})

test('a rule that is switched off and has nothing to do says nothing of it', () => {
  expect(explain({ ...lookAt(chatOf(ALICE)), repairs: 'none' }).every(({ says }) => says === 'well')).toBe(true)
})
