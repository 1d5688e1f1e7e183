import { parseJson } from '@conversation-transfer/transfer'
import { describe, expect, test } from 'vitest'
import type { OpenEmptyStore } from './store-contract.ts'
import { TestClock } from './test-clock.ts'
import { ATTENDED, looked, testChannel, testConversation, testMark, testMemory, testTask } from './test-marks.ts'

export function rowsContract(open: OpenEmptyStore): void {
  describe('rows', () => {
    test('are found by any of their sids, and by their state, the last changed first', async () => {
      const clock = new TestClock()
      const { schedule } = await open(clock.now)
      await schedule.mark([testMark(1, { channelSid: testChannel(0xab), taskSids: [testTask(0xcd)] }), testMark(2)])
      clock.pass(5)
      await schedule.mark([testMark(3)])
      const [claim = expect.fail()] = await schedule.claim(1)
      await schedule.acknowledge(claim, looked(clock.nowMs + 60_000))
      const found = async (query: object): Promise<string[]> =>
        (await schedule.rows({ limit: 9, ...query })).map(({ conversationSid }) => conversationSid)
      expect(await found({})).toEqual([1, 3, 2].map(testConversation))
      expect(await found({ limit: 1 })).toEqual([testConversation(1)])
      for (const search of [testConversation(1), 'ab', '00CD'])
        expect(await found({ search })).toEqual([testConversation(1)])
      expect(await found({ search: '%' })).toEqual([])
      expect(await found({ state: 'attended' })).toEqual([testConversation(1)])
      expect(await found({ state: 'unknown' })).toEqual([3, 2].map(testConversation))
      expect(await schedule.row(testConversation(9))).toBeUndefined()
    })

    test('give back a memory as it was, whatever other people have put into a task', async () => {
      const clock = new TestClock()
      const { schedule } = await open(clock.now)
      const attributes = { text: '\0 \ud800 "\\', order: parseJson('12345678901234567890'), list: [null, 0.1] }
      const lastTask = { sid: testTask(1), attributes, priority: 5, taskChannelUniqueName: 'chat' }
      const memory = {
        ...testMemory(true),
        firstSeen: { 'a ghost': 5 },
        tries: { 'a ghost': { count: 1, lastAtMs: 6 } },
        verdicts: { [testTask(1)]: 'served' as const },
        lastTask,
        agentInsideAtMs: 7,
      }
      await schedule.mark([testMark(1)])
      const [claim = expect.fail()] = await schedule.claim(1)
      await schedule.keepMemory(claim, memory)
      expect((await schedule.row(testConversation(1)))?.memory).toEqual(memory)
    })

    test('are counted by their state, also when there are none', async () => {
      const clock = new TestClock()
      const { schedule } = await open(clock.now)
      const none = { rows: 0, due: 0, oldestDueSinceMs: undefined, failing: 0, byState: {} }
      expect(await schedule.counts()).toEqual(none)
      await schedule.mark([testMark(1), testMark(2)])
      const [claim = expect.fail()] = await schedule.claim(1)
      await schedule.acknowledge(claim, looked(clock.nowMs + 60_000, { standing: { ...ATTENDED, state: 'alone' } }))
      const counts = { rows: 2, due: 1, oldestDueSinceMs: clock.nowMs, byState: { alone: 1, unknown: 1 } }
      expect(await schedule.counts()).toEqual({ ...none, ...counts })
    })
  })
}
