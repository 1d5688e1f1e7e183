import type { EntryKind, StoryEntry } from '@conversation-transfer/playground/view/conversation-story.ts'
import { expect, test } from 'vitest'
import { countsOf, ENTRY_KINDS, KIND_NAMES, shownEntries } from './entries.ts'

const entry = (id: string, kind: EntryKind): StoryEntry => ({
  id,
  kind,
  at: '2026-03-02T10:00:00.000Z',
  laneId: undefined,
  title: id,
  detail: undefined,
  tone: 'plain',
  durationMs: undefined,
  raw: null,
})

const ENTRIES = [entry('a', 'message'), entry('b', 'call'), entry('c', 'message')]

test('the newest is first, and hidden kinds are left out', () => {
  expect(shownEntries(ENTRIES, new Set()).map(({ id }) => id)).toEqual(['c', 'b', 'a'])
  expect(shownEntries(ENTRIES, new Set(['message'])).map(({ id }) => id)).toEqual(['b'])
  expect(ENTRIES.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
})

test('each kind is counted, and each has a filter', () => {
  expect([...countsOf(ENTRIES)]).toEqual([
    ['message', 2],
    ['call', 1],
  ])
  expect([...ENTRY_KINDS].sort()).toEqual(Object.keys(KIND_NAMES).sort())
})
