import { describe, expect, test, vi } from 'vitest'
import type { Mark } from '../../store/mark.ts'
import { createManualTime } from '../testing/manual-time.ts'
import { createMemoryStore } from '../testing/memory-store.ts'
import { channel, conversation, interaction, task } from '../testing/sids.ts'
import {
  CONVERSATIONS_MAX,
  GATHER_MS,
  MarkBuffer,
  MarksNotStored,
  TASKS_PER_MARK_MAX,
  WRITE_MS_MAX,
} from './mark-buffer.ts'

const mark = (n: number, more: Partial<Mark> = {}): Mark => ({
  conversationSid: conversation(n),
  taskSids: [],
  source: 'taskrouter',
  ...more,
})

function setUp() {
  const time = createManualTime()
  const store = createMemoryStore(() => time.now())
  return { time, store, buffer: new MarkBuffer(store.schedule, time) }
}

describe('marks that come together', () => {
  test('are one write, one for each conversation', async () => {
    const { time, store, buffer } = setUp()
    const added = [buffer.add([mark(1)]), buffer.add([mark(2), mark(1)]), buffer.add([mark(1)])]
    expect(store.writes).toEqual([])
    time.pass(GATHER_MS)
    await Promise.all(added)
    expect(store.writes.map((marks) => marks.map(({ conversationSid }) => conversationSid))).toEqual([
      [conversation(1), conversation(2)],
    ])
  })

  test('keep what each of them knew', async () => {
    const { time, store, buffer } = setUp()
    const added = [
      buffer.add([mark(1, { taskSids: [task(1)], interactionSid: interaction(1) })]),
      buffer.add([mark(1, { taskSids: [task(2), task(1)], channelSid: channel(1), source: 'interactions' })]),
    ]
    time.pass(GATHER_MS)
    await Promise.all(added)
    expect(store.writes).toEqual([
      [
        mark(1, {
          taskSids: [task(1), task(2)],
          interactionSid: interaction(1),
          channelSid: channel(1),
        }),
      ],
    ])
  })

  test('name no more tasks than a conversation can have', async () => {
    const { time, store, buffer } = setUp()
    const added = Array.from({ length: 3 * TASKS_PER_MARK_MAX }, (_, n) =>
      buffer.add([mark(1, { taskSids: [task(n)] })]),
    )
    time.pass(GATHER_MS)
    await Promise.all(added)
    expect(store.writes[0]?.[0]?.taskSids).toHaveLength(TASKS_PER_MARK_MAX)
  })

  test('are refused when more conversations wait than any account has at once', async () => {
    const { buffer } = setUp()
    void buffer.add(Array.from({ length: CONVERSATIONS_MAX }, (_, n) => mark(n)))
    await expect(buffer.add([mark(CONVERSATIONS_MAX)])).rejects.toThrow(MarksNotStored)
  })
})

describe('whoever adds', () => {
  test('waits until it is written', async () => {
    const { time, buffer } = setUp()
    const onWritten = vi.fn()
    const added = buffer.add([mark(1)]).then(onWritten)
    expect(onWritten).not.toHaveBeenCalled()
    time.pass(GATHER_MS)
    await added
    expect(onWritten).toHaveBeenCalledOnce()
  })

  test('is told that it was not, and the next ones are written', async () => {
    const { time, store, buffer } = setUp()
    store.trouble = new Error('the database is away')
    const failed = buffer.add([mark(1)])
    time.pass(GATHER_MS)
    await expect(failed).rejects.toThrow(MarksNotStored)
    store.trouble = undefined
    const next = buffer.add([mark(2)])
    time.pass(GATHER_MS)
    await next
    expect(store.writes).toHaveLength(1)
  })

  test('is told in time when the store does not answer, and what came meanwhile is written next', async () => {
    const time = createManualTime()
    const writes: (readonly Mark[])[] = []
    const schedule = {
      mark: (marks: readonly Mark[]): Promise<void> => {
        writes.push(marks)
        return writes.length === 1 ? new Promise(() => undefined) : Promise.resolve()
      },
    }
    const buffer = new MarkBuffer(schedule, time)
    const stuck = buffer.add([mark(1)])
    time.pass(GATHER_MS)
    const next = buffer.add([mark(2)])
    time.pass(GATHER_MS)
    expect(writes).toHaveLength(1)
    time.pass(WRITE_MS_MAX)
    await expect(stuck).rejects.toThrow('did not answer')
    await next
    expect(writes).toHaveLength(2)
  })

  test('of nothing waits for nothing', async () => {
    const { store, buffer } = setUp()
    await buffer.add([])
    expect(store.writes).toEqual([])
  })
})
