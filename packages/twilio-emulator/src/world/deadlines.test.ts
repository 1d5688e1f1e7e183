import { expect, test } from 'vitest'
import { Deadlines } from './deadlines.ts'
import { VirtualClock } from './virtual-clock.ts'

test('a deadline passes once, and gives way to one that is set for the same key', () => {
  const clock = new VirtualClock(0)
  const deadlines = new Deadlines(clock)
  const passed: string[] = []
  deadlines.set('a', 10, () => passed.push('early'))
  deadlines.set('b', 15, () => passed.push('b'))
  deadlines.set('a', 20, () => passed.push('late'))
  deadlines.set('c', 5, () => passed.push('c'))
  deadlines.clear('c')
  deadlines.clear('unknown')
  expect(deadlines.all()).toEqual([
    { key: 'b', atMs: 15 },
    { key: 'a', atMs: 20 },
  ])
  clock.advanceBy(100)
  expect(passed).toEqual(['b', 'late'])
  expect(deadlines.size).toBe(0)
})
