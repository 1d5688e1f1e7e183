import type { TaskEvent } from '@conversation-transfer/twilio-gateway'
import { expect, test } from 'vitest'
import { QUIET_LOG } from '../store/testing/quiet-log.ts'
import { testChannel, testConversation, testInteraction, testTask } from '../store/testing/test-marks.ts'
import { readTaskEvents } from './event-reader.ts'
import { LOOKED_MS } from './testing/test-round.ts'
import { testWorkshop } from './testing/test-workshop.ts'

const MINUTE_MS = 60_000

/** TaskRouter's record of events, which it shows a moment after they happened. */
function record(lagMs = 5_000) {
  const { store, time } = testWorkshop()
  const events: TaskEvent[] = []
  const state = { isDown: false }
  const happened = (number: number, atMs = time.now(), about: Partial<TaskEvent> = {}): void => {
    const address = { interactionSid: testInteraction(number), channelSid: testChannel(number) }
    const subject = { conversationSid: testConversation(number), ...address }
    events.push({ taskSid: testTask(number), type: 'task.updated', atMs, ...subject, ...about })
  }
  const account = {
    taskEvents: ({ fromMs, untilMs }: { fromMs: number; untilMs: number }): Promise<readonly TaskEvent[]> => {
      if (state.isDown) return Promise.reject(new Error('Twilio is away.'))
      const isShown = (atMs: number): boolean => atMs >= fromMs && atMs <= untilMs && atMs <= time.now() - lagMs
      return Promise.resolve(events.filter(({ atMs }) => isShown(atMs)))
    },
  }
  const read = async (): Promise<number[]> => {
    const before = await store.schedule.claim(100)
    for (const claim of before) await store.schedule.acknowledge(claim, { kind: 'over' })
    await readTaskEvents({ store, account, time, log: QUIET_LOG })
    const rows = await store.schedule.rows({ limit: 100 })
    return rows.map(({ conversationSid }) => Number.parseInt(conversationSid.slice(2), 16)).toSorted((a, b) => a - b)
  }
  return { store, time, state, happened, read }
}

test('each conversation that something happened in is looked at, with all that the event says of it', async () => {
  const { store, time, happened, read } = record()
  happened(1)
  await time.pass(MINUTE_MS)
  expect(await read()).toEqual([1])
  const [claim] = await store.schedule.claim(1)
  const address = { interactionSid: testInteraction(1), channelSid: testChannel(1) }
  expect(claim).toMatchObject({ conversationSid: testConversation(1), ...address, taskSids: [testTask(1)] })
})

test('an event is read once, also one that TaskRouter shows late', async () => {
  const { time, happened, read } = record()
  await read()
  await time.pass(MINUTE_MS)
  happened(1)
  await time.pass(1_000)
  expect(await read()).toEqual([])
  await time.pass(MINUTE_MS)
  expect(await read()).toEqual([1])
  await time.pass(MINUTE_MS)
  expect(await read()).toEqual([])
})

test('what could not be read is read the next time', async () => {
  const { time, state, happened, read } = record()
  await read()
  await time.pass(MINUTE_MS)
  happened(1)
  await time.pass(MINUTE_MS)
  state.isDown = true
  await expect(read()).rejects.toThrow('away')
  state.isDown = false
  await time.pass(MINUTE_MS)
  expect(await read()).toEqual([1])
})

test('nothing is read that is older than a quarter of an hour, whether it was read or not', async () => {
  const { time, happened, read } = record()
  happened(1, LOOKED_MS - 16 * MINUTE_MS)
  happened(2, LOOKED_MS - 14 * MINUTE_MS)
  expect(await read()).toEqual([2])
  happened(3)
  await time.pass(16 * MINUTE_MS)
  expect(await read()).toEqual([])
})

test('a bookmark that cannot be read counts as none, and one from the future waits for its time', async () => {
  const { store, time, happened, read } = record()
  happened(1, LOOKED_MS - MINUTE_MS)
  await store.cluster.setBookmark('task-events', 'yesterday')
  expect(await read()).toEqual([1])
  await store.cluster.setBookmark('task-events', String(LOOKED_MS + MINUTE_MS))
  expect(await read()).toEqual([])
  happened(2, LOOKED_MS + 2 * MINUTE_MS)
  await time.pass(3 * MINUTE_MS)
  expect(await read()).toEqual([2])
})

test('events of calls and the like say nothing', async () => {
  const { time, happened, read } = record()
  happened(1, LOOKED_MS, { conversationSid: undefined })
  await time.pass(MINUTE_MS)
  expect(await read()).toEqual([])
})
