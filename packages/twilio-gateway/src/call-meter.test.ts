import { expect, test } from 'vitest'
import { CallMeter } from './call-meter.ts'

test('calls that are begun together are one round, in whatever order they end', () => {
  const meter = new CallMeter()
  const [first, second] = [meter.begin(), meter.begin()]
  second()
  first()
  expect(meter.cost()).toEqual({ calls: 2, rounds: 1 })
})

test('a call that had to wait for another one is a round of its own', () => {
  const meter = new CallMeter()
  const slow = meter.begin()
  const quick = meter.begin()
  quick()
  const next = meter.begin()
  next()
  slow()
  expect(meter.cost()).toEqual({ calls: 3, rounds: 2 })
})
