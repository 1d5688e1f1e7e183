import { describe, expect, test } from 'vitest'
import { LEASE_MS, LeaseLost } from '../schedule.ts'
import type { OpenEmptyStore } from './store-contract.ts'
import { TestClock } from './test-clock.ts'
import { looked, testConversation, testMark, testMemory } from './test-marks.ts'

export function claimContract(open: OpenEmptyStore): void {
  describe('a claim', () => {
    test('gets the longest due first, and no row twice', async () => {
      const clock = new TestClock()
      const { schedule } = await open(clock.now)
      for (const number of [3, 1, 2]) {
        await schedule.mark([testMark(number)])
        clock.pass(10)
      }
      const claims = [...(await schedule.claim(2)), ...(await schedule.claim(9))]
      expect(claims.map(({ conversationSid }) => conversationSid)).toEqual([3, 1, 2].map(testConversation))
      expect(await schedule.claim(9)).toEqual([])
      expect(claims[0]?.leaseUntilMs).toBe(clock.nowMs + LEASE_MS)
    })

    test('runs out: then another gets the row, and what the first writes is refused', async () => {
      const clock = new TestClock()
      const { schedule } = await open(clock.now)
      await schedule.mark([testMark(1)])
      const [first = expect.fail()] = await schedule.claim(1)
      expect(await schedule.nextDueAtMs()).toBe(clock.nowMs + LEASE_MS)
      clock.pass(LEASE_MS)
      const [second = expect.fail()] = await schedule.claim(1)
      expect(second.fence).toBeGreaterThan(first.fence)
      await expect(schedule.keepMemory(first, testMemory(true))).rejects.toThrow(LeaseLost)
      expect(await schedule.acknowledge(first, looked(clock.nowMs + 60_000))).toBe(false)
      expect(await schedule.acknowledge(first, { kind: 'over' })).toBe(false)
      await schedule.giveBack([first])
      expect(await schedule.row(first.conversationSid)).toMatchObject({ isClaimed: true, memory: testMemory(false) })
      await schedule.keepMemory(second, testMemory(true))
      expect(await schedule.row(first.conversationSid)).toMatchObject({ memory: testMemory(true) })
    })

    test('of a row that was removed and made again is void', async () => {
      const clock = new TestClock()
      const { schedule } = await open(clock.now)
      await schedule.mark([testMark(1)])
      const [stale = expect.fail()] = await schedule.claim(1)
      clock.pass(LEASE_MS)
      const [current = expect.fail()] = await schedule.claim(1)
      await schedule.acknowledge(current, { kind: 'over' })
      await schedule.mark([testMark(1)])
      await schedule.claim(1)
      expect(await schedule.acknowledge(stale, { kind: 'over' })).toBe(false)
    })
  })

  describe('a claim given back', () => {
    test('is as it was', async () => {
      const clock = new TestClock()
      const { schedule } = await open(clock.now)
      await schedule.mark([testMark(1), testMark(2)])
      const before = await schedule.rows({ limit: 9 })
      clock.pass(4_000)
      const claims = await schedule.claim(9)
      const [one = expect.fail()] = claims
      clock.pass(500)
      await schedule.giveBack(claims)
      expect(await schedule.rows({ limit: 9 })).toEqual(before)
      expect(await schedule.acknowledge(one, looked(clock.nowMs))).toBe(false)
      const again = await schedule.claim(9)
      expect(again.map(({ dueSinceMs }) => dueSinceMs)).toEqual(claims.map(({ dueSinceMs }) => dueSinceMs))
    })
  })
}
