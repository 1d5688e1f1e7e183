import { describe, expect, test } from 'vitest'
import type { OpenEmptyStore } from './store-contract.ts'
import { TestClock } from './test-clock.ts'
import { testMark } from './test-marks.ts'

const LIMITS = { perMinuteMax: 20, shareMax: 0.05, perMinuteMin: 3 }

export function allowanceContract(open: OpenEmptyStore): void {
  describe('the allowance of repairs', () => {
    test('is spent step by step, and comes back after a minute', async () => {
      const clock = new TestClock()
      const { allowance } = await open(clock.now)
      expect(await allowance.spend(2, LIMITS)).toBe('granted')
      clock.pass(59_999)
      expect(await allowance.spend(1, LIMITS)).toBe('granted')
      clock.pass(1)
      expect(await allowance.spend(2, LIMITS)).toBe('granted')
      expect(await allowance.frozen()).toBeUndefined()
    })

    test('freezes everything when more is wanted than is left, until somebody thaws', async () => {
      const clock = new TestClock()
      const { allowance } = await open(clock.now)
      await allowance.spend(3, LIMITS)
      expect(await allowance.spend(1, LIMITS)).toBe('frozen')
      const reason = '4 destructive steps within a minute, where 3 are allowed'
      const frozen = { sinceMs: clock.nowMs, reason }
      clock.pass(3_600_000)
      expect(await allowance.spend(0, LIMITS)).toBe('frozen')
      await allowance.freeze('another reason')
      expect(await allowance.frozen()).toEqual(frozen)
      await allowance.thaw()
      expect(await allowance.frozen()).toBeUndefined()
      expect(await allowance.spend(3, LIMITS)).toBe('granted')
    })

    test.each([
      { rows: 0, allowed: 3 },
      { rows: 100, allowed: 5 },
      { rows: 500, allowed: 20 },
    ])('grants $allowed steps a minute with $rows conversations', async ({ rows, allowed }) => {
      const { schedule, allowance } = await open(new TestClock().now)
      await schedule.mark(Array.from({ length: rows }, (_, number) => testMark(number)))
      expect(await allowance.spend(allowed, LIMITS)).toBe('granted')
      expect(await allowance.spend(1, LIMITS)).toBe('frozen')
    })

    test('can be frozen by a person, with a reason', async () => {
      const clock = new TestClock()
      const { allowance } = await open(clock.now)
      await allowance.freeze('maintenance')
      expect(await allowance.frozen()).toEqual({ sinceMs: clock.nowMs, reason: 'maintenance' })
      expect(await allowance.spend(1, LIMITS)).toBe('frozen')
    })
  })
}
