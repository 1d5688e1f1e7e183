import { describe, expect, test } from 'vitest'
import { BETWEEN_LOOKS_MS, LEASE_MS } from '../schedule.ts'
import type { OpenEmptyStore } from './store-contract.ts'
import { TestClock } from './test-clock.ts'
import { ATTENDED, failed, looked, testChannel, testConversation, testMark, testMemory } from './test-marks.ts'

const HOUR_MS = 3_600_000

export function acknowledgeContract(open: OpenEmptyStore): void {
  endContract(open)
  failureContract(open)
}

function endContract(open: OpenEmptyStore): void {
  describe('the end of a look', () => {
    test('keeps what was seen, and waits for the next one', async () => {
      const clock = new TestClock()
      const { schedule } = await open(clock.now)
      await schedule.mark([testMark(1)])
      const [claim = expect.fail()] = await schedule.claim(1)
      const lookedAtMs = clock.nowMs
      clock.pass(300)
      const lookAtMs = clock.nowMs + HOUR_MS
      const end = looked(lookAtMs, { memory: testMemory(true), channelSid: testChannel(1) })
      expect(await schedule.acknowledge(claim, end)).toBe(true)
      expect(await schedule.row(testConversation(1))).toEqual({
        conversationSid: testConversation(1),
        interactionSid: undefined,
        channelSid: testChannel(1),
        memory: testMemory(true),
        standing: ATTENDED,
        lookAtMs,
        lookedAtMs,
        isClaimed: false,
        failures: 0,
        lastError: undefined,
      })
      clock.pass(HOUR_MS)
      expect(await schedule.claim(1)).toMatchObject([{ memory: testMemory(true), standing: ATTENDED }])
      expect(await schedule.acknowledge(claim, end)).toBe(false)
    })

    test('comes again no sooner than a second after it began, whatever it asks for', async () => {
      const clock = new TestClock()
      const { schedule } = await open(clock.now)
      await schedule.mark([testMark(1)])
      const [claim = expect.fail()] = await schedule.claim(1)
      clock.pass(200)
      await schedule.acknowledge(claim, looked(0))
      expect(await schedule.nextDueAtMs()).toBe(clock.nowMs - 200 + BETWEEN_LOOKS_MS)
    })

    test('during which a mark came leaves the row due', async () => {
      const clock = new TestClock()
      const { schedule } = await open(clock.now)
      await schedule.mark([testMark(1), testMark(2)])
      const [one = expect.fail(), two = expect.fail()] = await schedule.claim(2)
      clock.pass(2_000)
      await schedule.mark([testMark(1), testMark(2)])
      expect(await schedule.acknowledge(one, looked(clock.nowMs + HOUR_MS))).toBe(true)
      expect(await schedule.acknowledge(two, failed(clock.nowMs + HOUR_MS))).toBe(true)
      expect(await schedule.counts()).toMatchObject({ due: 2, oldestDueSinceMs: clock.nowMs })
      expect(await schedule.claim(2)).toMatchObject([{ requested: 2 }, { requested: 2, failures: 1 }])
    })

    test('of a conversation that is over removes the row, unless a mark came', async () => {
      const clock = new TestClock()
      const { schedule } = await open(clock.now)
      await schedule.mark([testMark(1), testMark(2)])
      const [one = expect.fail(), two = expect.fail()] = await schedule.claim(2)
      await schedule.mark([testMark(2)])
      expect(await schedule.acknowledge(one, { kind: 'over' })).toBe(true)
      expect(await schedule.acknowledge(two, { kind: 'over' })).toBe(true)
      expect(await schedule.row(one.conversationSid)).toBeUndefined()
      clock.pass(BETWEEN_LOOKS_MS)
      expect(await schedule.claim(2)).toMatchObject([{ conversationSid: two.conversationSid }])
    })
  })
}

function failureContract(open: OpenEmptyStore): void {
  describe('looks that fail', () => {
    test('are counted until one does not, and change nothing that was known', async () => {
      const clock = new TestClock()
      const { schedule } = await open(clock.now)
      await schedule.mark([testMark(1)])
      const [first = expect.fail()] = await schedule.claim(1)
      await schedule.acknowledge(first, looked(clock.nowMs, { memory: testMemory(true) }))
      for (const failures of [0, 1]) {
        clock.pass(LEASE_MS)
        const [claim = expect.fail()] = await schedule.claim(1)
        expect(claim).toMatchObject({ failures, memory: testMemory(true), standing: ATTENDED })
        await schedule.acknowledge(claim, failed(clock.nowMs + 5_000, 'a NUL: \0'))
      }
      expect(await schedule.row(testConversation(1))).toMatchObject({ failures: 2, lastError: 'a NUL: \uFFFD' })
      expect(await schedule.counts()).toMatchObject({ failing: 1, byState: { attended: 1 } })
      clock.pass(LEASE_MS)
      const [claim = expect.fail()] = await schedule.claim(1)
      await schedule.acknowledge(claim, looked(clock.nowMs + HOUR_MS))
      expect(await schedule.row(testConversation(1))).toMatchObject({ failures: 0, lastError: undefined })
    })
  })
}
