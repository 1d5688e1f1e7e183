import { describe, expect, test } from 'vitest'
import { DEAD_AFTER_MS } from '../cluster.ts'
import type { OpenEmptyStore } from './store-contract.ts'
import { TestClock } from './test-clock.ts'

export function clusterContract(open: OpenEmptyStore): void {
  describe('the cluster', () => {
    test('gives each turn to whoever comes first', async () => {
      const clock = new TestClock()
      const { cluster } = await open(clock.now)
      expect(await cluster.takeTurn('census', 60_000)).toBe(true)
      expect(await cluster.takeTurn('heartbeat', 60_000)).toBe(true)
      clock.pass(59_999)
      expect(await cluster.takeTurn('census', 60_000)).toBe(false)
      clock.pass(1)
      expect(await cluster.takeTurn('census', 60_000)).toBe(true)
      expect(await cluster.takeTurn('census', 60_000)).toBe(false)
    })

    test('counts the processes that live', async () => {
      const clock = new TestClock()
      const { cluster } = await open(clock.now)
      expect(await cluster.checkIn('one')).toBe(1)
      clock.pass(1)
      expect(await cluster.checkIn('two')).toBe(2)
      expect(await cluster.checkIn('three')).toBe(3)
      await cluster.checkOut('three')
      clock.pass(DEAD_AFTER_MS - 1)
      expect(await cluster.checkIn('two')).toBe(1)
    })

    test('keeps bookmarks', async () => {
      const { cluster } = await open(new TestClock().now)
      expect(await cluster.bookmark('events')).toBeUndefined()
      await cluster.setBookmark('events', 'EV1')
      await cluster.setBookmark('events', 'EV2')
      expect(await cluster.bookmark('events')).toBe('EV2')
    })
  })
}
