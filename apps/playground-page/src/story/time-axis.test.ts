import { expect, test } from 'vitest'
import { clockText, durationText, ticksOf } from './time-axis.ts'

const texts = (fromMs: number, toMs: number, width: number): string[] =>
  ticksOf({ fromMs, toMs, originMs: 0, width }).map(({ text }) => text)

test('ticks are at steps that people count in, as many as there is room for', () => {
  expect(texts(0, 60_000, 450)).toEqual(['0:00', '0:10', '0:20', '0:30', '0:40', '0:50', '1:00'])
  expect(texts(0, 60_000, 150)).toEqual(['0:00', '0:30', '1:00'])
  expect(texts(0, 3_600_000, 450)).toEqual(['0:00', '10:00', '20:00', '30:00', '40:00', '50:00', '1:00:00'])
})

test('ticks of a part count from the beginning of the whole', () => {
  expect(texts(95_000, 155_000, 300)).toEqual(['1:45', '2:00', '2:15', '2:30'])
})

test('there are never more ticks than fit, however long it takes', () => {
  for (const days of [1, 3, 30, 365]) {
    expect(texts(0, days * 86_400_000, 600).length).toBeLessThanOrEqual(9)
  }
})

test('times and durations are as exact as anybody wants to know', () => {
  expect([0, 9400, 65_000, 3_600_000].map(clockText)).toEqual(['0:00', '0:09', '1:05', '1:00:00'])
  expect([0.4, 85, 3210, 45_000, 245_000].map(durationText)).toEqual(['0 ms', '85 ms', '3.2 s', '45 s', '4 min 5 s'])
})
