import { describe, expect, test, vi } from 'vitest'
import { TASK_SIDS_MAX } from '../fold-marks.ts'
import { BETWEEN_LOOKS_MS, LEASE_MS } from '../schedule.ts'
import type { OpenEmptyStore } from './store-contract.ts'
import { TestClock } from './test-clock.ts'
import { looked, testChannel, testConversation, testInteraction, testMark, testTask } from './test-marks.ts'

const TASKS = Array.from({ length: TASK_SIDS_MAX }, (_, number) => testTask(number))
const MARKS_MANY = 10_000

export function markContract(open: OpenEmptyStore): void {
  duenessContract(open)
  nameContract(open)
}

function duenessContract(open: OpenEmptyStore): void {
  describe('a mark', () => {
    test('makes a row that is due at once, and calls whoever listens', async () => {
      const clock = new TestClock()
      const { schedule } = await open(clock.now)
      const listener = vi.fn<() => void>()
      const stop = schedule.onMarked(listener)
      expect(await schedule.nextDueAtMs()).toBeUndefined()
      await schedule.mark([testMark(1)])
      await vi.waitFor(() => expect(listener).toHaveBeenCalled())
      stop()
      expect(await schedule.nextDueAtMs()).toBe(clock.nowMs)
      expect(await schedule.claim(9)).toMatchObject([{ conversationSid: testConversation(1), dueSinceMs: clock.nowMs }])
    })

    test('for one conversation folds into one row, ten thousand times', async () => {
      const { schedule } = await open(new TestClock().now)
      await schedule.mark(Array.from({ length: MARKS_MANY }, () => testMark(1)))
      expect(await schedule.counts()).toMatchObject({ rows: 1, due: 1 })
      expect(await schedule.claim(9)).toMatchObject([{ requested: 1 }])
    })

    test('in a batch larger than a statement makes all rows', async () => {
      const { schedule } = await open(new TestClock().now)
      await schedule.mark(Array.from({ length: 1_500 }, (_, number) => testMark(number)))
      expect(await schedule.counts()).toMatchObject({ rows: 1_500, due: 1_500 })
    })

    test('brings a look forward, and never closer to the last one than a second', async () => {
      const clock = new TestClock()
      const { schedule } = await open(clock.now)
      await schedule.mark([testMark(1)])
      const [claim = expect.fail()] = await schedule.claim(1)
      const lookedAtMs = clock.nowMs
      await schedule.acknowledge(claim, looked(clock.nowMs + 3_600_000))
      await schedule.mark([testMark(1)])
      expect(await schedule.nextDueAtMs()).toBe(lookedAtMs + BETWEEN_LOOKS_MS)
      expect(await schedule.claim(1)).toEqual([])
      clock.pass(BETWEEN_LOOKS_MS)
      expect(await schedule.claim(1)).toHaveLength(1)
    })

    test('leaves a row that is due with the time since when it is', async () => {
      const clock = new TestClock()
      const { schedule } = await open(clock.now)
      await schedule.mark([testMark(1)])
      const dueSinceMs = clock.nowMs
      clock.pass(700)
      await schedule.mark([testMark(1)])
      expect(await schedule.claim(1)).toMatchObject([{ dueSinceMs, requested: 2 }])
    })

    test('does not give away a row that somebody looks at', async () => {
      const clock = new TestClock()
      const { schedule } = await open(clock.now)
      await schedule.mark([testMark(1)])
      await schedule.claim(1)
      clock.pass(LEASE_MS - 1)
      await schedule.mark([testMark(1)])
      expect(await schedule.claim(1)).toEqual([])
    })
  })
}

function nameContract(open: OpenEmptyStore): void {
  describe('what a mark names', () => {
    test('is added to what is known, which stays', async () => {
      const { schedule } = await open(new TestClock().now)
      await schedule.mark([testMark(1, { interactionSid: testInteraction(1), taskSids: [testTask(1)] })])
      const second = { interactionSid: testInteraction(2), channelSid: testChannel(2) }
      await schedule.mark([testMark(1, { ...second, taskSids: [testTask(2), testTask(1)] }), testMark(1)])
      expect(await schedule.claim(1)).toMatchObject([
        { interactionSid: testInteraction(1), channelSid: testChannel(2), taskSids: [testTask(1), testTask(2)] },
      ])
    })

    test('pushes the oldest tasks out when there are too many', async () => {
      const { schedule } = await open(new TestClock().now)
      await schedule.mark([testMark(1, { taskSids: TASKS })])
      await schedule.mark([testMark(1, { taskSids: [testTask(900), testTask(901)] })])
      const [claim] = await schedule.claim(1)
      expect(claim?.taskSids).toEqual([...TASKS.slice(2), testTask(900), testTask(901)])
    })
  })
}
