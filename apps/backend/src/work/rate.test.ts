import { expect, test } from 'vitest'
import { Rate } from './rate.ts'

const NOW_MS = Date.UTC(2026, 10, 25, 12)
const FOREVER = Number.POSITIVE_INFINITY

/** When so many calls leave that are all asked for now. */
function departures(rate: Rate, calls: number, nowMs = NOW_MS): number[] {
  return Array.from({ length: calls }, () => rate.take(nowMs, FOREVER) ?? Number.NaN)
}

/** The most calls that leave within any second. */
function busiestSecond(leaves: readonly number[]): number {
  return Math.max(...leaves.map((from) => leaves.filter((at) => at >= from && at < from + 1_000).length))
}

test('as many calls as a second allows leave at once', () => {
  expect(departures(new Rate(10), 10)).toEqual(Array.from({ length: 10 }, () => NOW_MS))
})

test.each([1, 3, 7.5, 30])('no second has more calls than the limit of %d, however many are asked for', (limit) => {
  expect(busiestSecond(departures(new Rate(limit), 5 * limit))).toBe(Math.floor(limit))
})

test('each second has all the calls that the limit allows', () => {
  const leaves = departures(new Rate(10), 50)
  expect(Math.max(...leaves) - NOW_MS).toBeLessThanOrEqual(4_000)
})

test('a call that would leave too late gets no place, and takes none from the next', () => {
  const rate = new Rate(1)
  expect(rate.take(NOW_MS, NOW_MS)).toBe(NOW_MS)
  expect(rate.take(NOW_MS, NOW_MS + 999)).toBeUndefined()
  expect(rate.take(NOW_MS, NOW_MS + 1_000)).toBe(NOW_MS + 1_000)
})

test('a process has its share of the limit', () => {
  const rate = new Rate(30)
  rate.setShare(1 / 3)
  expect(busiestSecond(departures(rate, 60))).toBe(10)
})

test('less than one call a second is possible', () => {
  const rate = new Rate(1)
  rate.setShare(1 / 4)
  expect(departures(rate, 3)).toEqual([NOW_MS, NOW_MS + 4_000, NOW_MS + 8_000])
})

test('with a 429 the pace falls by half, with each more of them further, and it comes back within seconds', () => {
  const rate = new Rate(20)
  rate.slowDown(NOW_MS)
  expect(busiestSecond(departures(rate, 30))).toBe(10)
  const later = NOW_MS + 10_000
  for (let count = 0; count < 10; count++) rate.slowDown(later)
  expect(busiestSecond(departures(rate, 3, later))).toBe(1)
  expect(busiestSecond(departures(rate, 60, later + 20_000))).toBe(20)
})
