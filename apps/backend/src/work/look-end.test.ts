import { describe, expect, test } from 'vitest'
import { ATTENDED } from '../store/testing/test-marks.ts'
import type { Standing } from '../store/standing.ts'
import { lookEnd, searchAgainAtMs, tryAgainAtMs } from './look-end.ts'
import { LOOKED_MS, testRound, testTaskIn } from './testing/test-round.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000

const since = (ageMs: number): Standing => ({ ...ATTENDED, state: 'not-ours', sinceMs: LOOKED_MS - ageMs })

describe('a look at a conversation that is ours', () => {
  test('says when to look again, and keeps what it has seen', () => {
    const round = testRound({ lookAgainAtMs: LOOKED_MS + 15_000 })
    const { memory } = round
    const end = { kind: 'looked', memory, standing: ATTENDED, lookAgainAtMs: LOOKED_MS + 15_000 }
    expect(lookEnd(round, ATTENDED, LOOKED_MS)).toEqual(end)
  })
})

describe('a conversation is over', () => {
  const closed = { channel: { ...testRound().observation.channel, status: 'closed' } }
  const conversation = { ...testRound().observation.conversation, state: 'closed' }

  test('when channel, conversation and tasks have ended', () => {
    const round = testRound({}, { ...closed, conversation, tasks: [testTaskIn('completed')] })
    expect(lookEnd(round, ATTENDED, LOOKED_MS)).toEqual({ kind: 'over' })
  })

  test.each([
    ['the conversation is active', testRound({}, { ...closed, tasks: [] })],
    ['the channel is active', testRound({}, { conversation, tasks: [] })],
    ['an agent is in wrap-up', testRound({}, { ...closed, conversation, tasks: [testTaskIn('wrapping')] })],
  ])('and not while %s', (_what, round) => {
    expect(lookEnd(round, ATTENDED, LOOKED_MS).kind).toBe('looked')
  })

  test('and not when the last look mended something: what came of it is looked at', () => {
    const repair = { rule: 'channel-ended', condition: '', reason: '', steps: [] as never, results: [] }
    const round = testRound({ repair }, { ...closed, conversation, tasks: [] })
    expect(lookEnd(round, ATTENDED, LOOKED_MS).kind).toBe('looked')
  })
})

describe('a conversation that is somebody else’s', () => {
  // The look takes time: it ends later than it has seen.
  const nowMs = LOOKED_MS + 400
  const again = (standing: Standing, lookAgainAtMs = LOOKED_MS + 100 + HOUR_MS): number | undefined => {
    const end = lookEnd(testRound({ isOurs: false, lookAgainAtMs }), standing, nowMs)
    return end.kind === 'looked' ? end.lookAgainAtMs - nowMs : undefined
  }

  test.each([
    ['in an hour at first', 0, HOUR_MS],
    ['in five hours when it has been so for five', 5 * HOUR_MS - 400, 5 * HOUR_MS],
    ['once a day at least', 100 * DAY_MS, DAY_MS],
  ])('is looked at again %s', (_when, ageMs, againMs) => {
    expect(again(since(ageMs))).toBe(againMs)
  })

  test('is looked at sooner where a rule waits for its grace', () => {
    expect(again(since(5 * HOUR_MS), nowMs + 30_000)).toBe(30_000)
  })
})

test('a channel that is not known yet is searched for soon, and ever more seldom', () => {
  const waits = [0, 60_000, 100 * DAY_MS].map((ageMs) => searchAgainAtMs(since(ageMs), LOOKED_MS) - LOOKED_MS)
  expect(waits).toEqual([30_000, 60_000, DAY_MS])
})

test('what failed is tried again twice as late each time, up to five minutes, and not all at the same moment', () => {
  const waits = [0, 1, 2, 5, 6, 1_000].map((failures) => tryAgainAtMs({ failures }, LOOKED_MS, 0.5) - LOOKED_MS)
  expect(waits).toEqual([5_000, 10_000, 20_000, 160_000, 300_000, 300_000])
  expect(tryAgainAtMs({ failures: 0 }, 0, 0)).toBeLessThan(tryAgainAtMs({ failures: 0 }, 0, 1))
})
