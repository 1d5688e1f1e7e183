import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { TimerQueue } from './timer-queue.ts'

const anyTimer = fc.record({ atMs: fc.nat(20), canceled: fc.boolean() })

test('timers come out by their moment, those of one moment as they were added, without those that were taken out', () => {
  fc.assert(
    fc.property(fc.array(anyTimer, { maxLength: 60 }), (timers) => {
      const queue = new TimerQueue()
      const ran: number[] = []
      const cancels = timers.map(({ atMs }, index) => queue.add({ atMs, run: () => ran.push(index) }))
      for (const [index, cancel] of cancels.entries()) if (timers[index]?.canceled === true) cancel()
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) next.run()
      const left = timers.map((timer, index) => ({ ...timer, index })).filter(({ canceled }) => !canceled)
      expect(ran).toEqual(left.sort((one, other) => one.atMs - other.atMs).map(({ index }) => index))
    }),
    { numRuns: 500 },
  )
})

test('taking out a timer that has run leaves the others alone', () => {
  const queue = new TimerQueue()
  const cancel = queue.add({ atMs: 1, run: () => {} })
  queue.add({ atMs: 2, run: () => {} })
  queue.shift()
  cancel()
  expect(queue.first()?.atMs).toBe(2)
})
