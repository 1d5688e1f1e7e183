import type { Observation } from '@conversation-transfer/transfer'
import type { SettledRound } from '@conversation-transfer/twilio-gateway'
import { expect, test } from 'vitest'
import type { StandingState } from '../store/standing.ts'
import { ATTENDED } from '../store/testing/test-marks.ts'
import { standingOf, standingUnknown } from './standing-of.ts'
import { CUSTOMER, LOOKED_MS, testRound, testTaskIn } from './testing/test-round.ts'

const EARLIER_MS = LOOKED_MS - 60_000
const channel = testRound().observation.channel
const alone: Partial<Observation> = { participants: [CUSTOMER], tasks: [] }

test.each<[StandingState, Partial<SettledRound>, Partial<Observation>]>([
  ['attended', {}, {}],
  ['waiting', {}, { participants: [CUSTOMER], tasks: [testTaskIn('reserved')] }],
  ['alone', {}, alone],
  ['not-ours', { isOurs: false }, {}],
  ['ended', {}, { channel: { ...channel, status: 'closed' } }],
  ['ended', { isOurs: false }, { channel: { ...channel, status: 'gone' } }],
])('%s', (state, round, seen) => {
  expect(standingOf(testRound(round, seen), undefined, LOOKED_MS).state).toBe(state)
})

test('it says who is there, and what a person has to look at', () => {
  const round = testRound({ alarms: ['ghost: it could not be mended.'] })
  expect(standingOf(round, undefined, LOOKED_MS)).toEqual({
    state: 'attended',
    sinceMs: LOOKED_MS,
    channelType: 'web',
    agentsInside: 1,
    liveInvites: 0,
    aloneSinceMs: undefined,
    alarms: ['ghost: it could not be mended.'],
  })
})

test('the time of a state and of a loneliness begins once, and anew when it was over', () => {
  const first = standingOf(testRound({}, alone), undefined, EARLIER_MS)
  expect(first).toMatchObject({ sinceMs: EARLIER_MS, aloneSinceMs: EARLIER_MS })
  expect(standingOf(testRound({}, alone), first, LOOKED_MS)).toEqual(first)
  const attended = standingOf(testRound(), first, LOOKED_MS)
  expect(attended).toMatchObject({ state: 'attended', sinceMs: LOOKED_MS, aloneSinceMs: undefined })
  expect(standingOf(testRound({}, alone), attended, LOOKED_MS + 1).aloneSinceMs).toBe(LOOKED_MS + 1)
})

test('nobody is alone whose conversation is somebody else’s', () => {
  expect(standingOf(testRound({ isOurs: false }, alone), undefined, LOOKED_MS).aloneSinceMs).toBeUndefined()
})

test('of a conversation without a known channel only since when is known', () => {
  const first = standingUnknown(ATTENDED, EARLIER_MS)
  expect(first).toMatchObject({ state: 'unknown', sinceMs: EARLIER_MS, agentsInside: 0 })
  expect(standingUnknown(first, LOOKED_MS)).toEqual(first)
})
