import { expect, test } from 'vitest'
import { AdjustableClock } from './adjustable-clock.ts'
import { VirtualClock } from './virtual-clock.ts'

test('in real mode timers run when the wall clock reaches them, in their order', () => {
  const wall = new VirtualClock(1000)
  const clock = new AdjustableClock(wall, 'real')
  const ran: string[] = []
  clock.schedule(1500, () => ran.push(`late at ${clock.now()}`))
  clock.schedule(1200, () => {
    ran.push(`early at ${clock.now()}`)
    clock.schedule(1300, () => ran.push('from within'))
  })
  const cancel = clock.schedule(1250, () => ran.push('never'))
  cancel()
  wall.advanceBy(1000)
  expect(ran).toEqual(['early at 1200', 'from within', 'late at 1500'])
  expect(clock.now()).toBe(2000)
})

test('in manual mode real time does not count, and afterwards it goes on from there', () => {
  const wall = new VirtualClock(0)
  const clock = new AdjustableClock(wall, 'real')
  let ran = 0
  clock.schedule(100, () => {
    ran += 1
  })
  wall.advanceBy(40)
  clock.setMode('manual')
  wall.advanceBy(1_000_000)
  expect({ now: clock.now(), ran }).toEqual({ now: 40, ran: 0 })
  clock.advanceBy(50)
  clock.setMode('real')
  wall.advanceBy(9)
  expect({ now: clock.now(), ran }).toEqual({ now: 99, ran: 0 })
  wall.advanceBy(1)
  expect({ now: clock.now(), ran }).toEqual({ now: 100, ran: 1 })
})

test('in real mode it cannot be moved', () => {
  const clock = new AdjustableClock(new VirtualClock(0), 'real')
  expect(() => clock.advanceBy(1)).toThrow(RangeError)
})
