import { expect, test } from 'vitest'
import { Table } from './table.ts'
import { VirtualClock } from './virtual-clock.ts'

interface Row {
  readonly sid: string
  readonly value: number
}

test('a reader who is behind sees what was true then, and of one moment only the last', () => {
  const clock = new VirtualClock(0)
  const table = new Table<Row>(clock)
  table.put({ sid: 'A', value: 1 })
  table.put({ sid: 'A', value: 2 })
  clock.advanceBy(100)
  table.put({ sid: 'A', value: 3 })
  clock.advanceBy(50)
  expect([0, 50, 100, 150, 151].map((lagMs) => table.asSeen('A', lagMs)?.value)).toEqual([3, 3, 2, 2, undefined])
})

test('what was there a minute ago stays readable, however often the row has changed since', () => {
  const clock = new VirtualClock(0)
  const table = new Table<Row>(clock)
  for (let second = 0; second <= 300; second++) {
    table.put({ sid: 'A', value: second })
    clock.advanceBy(1000)
  }
  expect(table.asSeen('A', 60_000)?.value).toBe(241)
  expect(table.asSeen('A', 1000)?.value).toBe(300)
})

test('a deleted row is seen for as long as somebody lags behind, and not at all afterwards', () => {
  const clock = new VirtualClock(0)
  const table = new Table<Row>(clock)
  table.put({ sid: 'A', value: 1 })
  clock.advanceBy(1000)
  table.delete('A')
  clock.advanceBy(10)
  expect(table.get('A')).toBeUndefined()
  expect(table.allAsSeen(20)).toEqual([{ sid: 'A', value: 1 }])
  expect(table.allAsSeen(10)).toEqual([])
})

test('a row costs no more to change after it was changed thousands of times while time stood', () => {
  const table = new Table<Row>(new VirtualClock(0))
  const change = (count: number): number => {
    const startMs = performance.now()
    for (let value = 0; value < count; value++) table.put({ sid: 'A', value })
    return performance.now() - startMs
  }
  change(2000)
  const before = change(20_000)
  change(60_000)
  // Three times and a little: a machine that is busy with something else must not make this fail.
  expect(change(20_000)).toBeLessThan(3 * before + 50)
})
