import type { ActiveConversation, LiveTask } from '@conversation-transfer/twilio-gateway'
import { describe, expect, test } from 'vitest'
import { QUIET_LOG } from '../store/testing/quiet-log.ts'
import { looked, testChannel, testConversation, testInteraction, testTask } from '../store/testing/test-marks.ts'
import { Census } from './census.ts'
import { testWorkshop } from './testing/test-workshop.ts'

const DAY_MS = 86_400_000
const BETWEEN_LOOKS_MS = 1_000

/** An account as Twilio's lists show it, and what the census has had looked at. */
function account() {
  const { store, time } = testWorkshop()
  const lists = { conversations: [] as ActiveConversation[], tasks: [] as LiveTask[] }
  const open = (number: number, written?: string): void => {
    lists.conversations.push({ conversationSid: testConversation(number), written })
  }
  const task = (number: number, status = 'assigned', of = number): void => {
    lists.tasks.push({
      taskSid: testTask(number),
      status,
      conversationSid: testConversation(of),
      interactionSid: testInteraction(of),
      channelSid: testChannel(of),
    })
  }
  const read = {
    activeConversations: () => Promise.resolve([...lists.conversations]),
    liveTasks: () => Promise.resolve([...lists.tasks]),
  }
  const process = (): Census => new Census({ store, account: () => read, log: QUIET_LOG })
  /** Whatever was marked since the last time; each was looked at, and all was well. */
  const marked = async () => {
    const claims = await store.schedule.claim(1_000)
    for (const claim of claims) await store.schedule.acknowledge(claim, looked(time.now() + DAY_MS))
    await time.pass(BETWEEN_LOOKS_MS)
    return claims
  }
  const numbersMarked = async (): Promise<number[]> =>
    (await marked())
      .map(({ conversationSid }) => Number.parseInt(conversationSid.slice(2), 16))
      .toSorted((a, b) => a - b)
  return { store, lists, open, task, process, marked, numbersMarked }
}

describe('a census', () => {
  test('has each new conversation looked at, with all that its tasks say of it', async () => {
    const { open, task, process, marked } = account()
    open(1)
    task(1)
    await process().take()
    const address = { interactionSid: testInteraction(1), channelSid: testChannel(1) }
    expect(await marked()).toMatchObject([
      { conversationSid: testConversation(1), ...address, taskSids: [testTask(1)] },
    ])
  })

  test('has nothing looked at that is as it was, whoever took the last one', async () => {
    const { open, task, process, numbersMarked } = account()
    open(1)
    task(1)
    task(2, 'pending', 1)
    await process().take()
    await numbersMarked()
    await process().take()
    expect(await numbersMarked()).toEqual([])
  })

  test.each<[string, (lists: ReturnType<typeof account>['lists'], also: ReturnType<typeof account>) => void]>([
    ['has another task', (_lists, { task }) => task(9, 'pending', 1)],
    ['has lost one', (lists) => lists.tasks.splice(0, 1)],
    [
      'has one that is in another state',
      (lists) => lists.tasks.splice(0, 1, { ...(lists.tasks[0] as LiveTask), status: 'wrapping' }),
    ],
    ['has had our attributes overwritten', (lists, { open }) => [lists.conversations.splice(0, 1), open(1, 'other')]],
    ['is not active any more', (lists) => lists.conversations.splice(0, 1)],
  ])('has one looked at that %s, and no other', async (_what, change) => {
    const all = account()
    for (const number of [1, 2]) {
      all.open(number, 'ours')
      all.task(number)
    }
    const census = all.process()
    await census.take()
    await all.numbersMarked()
    change(all.lists, all)
    await census.take()
    expect(await all.numbersMarked()).toEqual([1])
  })

  test('leaves tasks alone that are about no conversation', async () => {
    const { lists, process, numbersMarked } = account()
    lists.tasks.push({
      taskSid: testTask(1),
      status: 'pending',
      conversationSid: undefined,
      interactionSid: undefined,
      channelSid: undefined,
    })
    await process().take()
    expect(await numbersMarked()).toEqual([])
  })

  test('that finds less than half of what there was is believed when it says so again', async () => {
    const { lists, open, process, numbersMarked } = account()
    for (let number = 1; number <= 20; number++) open(number)
    const census = process()
    await census.take()
    await numbersMarked()
    lists.conversations.splice(9)
    await census.take()
    expect(await numbersMarked()).toEqual([])
    await census.take()
    expect(await numbersMarked()).toHaveLength(11)
  })

  test('that finds few where there were few is believed at once', async () => {
    const { lists, open, process, numbersMarked } = account()
    for (let number = 1; number <= 19; number++) open(number)
    const census = process()
    await census.take()
    await numbersMarked()
    lists.conversations.splice(0)
    await census.take()
    expect(await numbersMarked()).toHaveLength(19)
  })

  test.each(['no JSON', '[1]', 'null'])(
    'that cannot read what the last one wrote (%s) has everything looked at',
    async (text) => {
      const { store, open, process, numbersMarked } = account()
      open(1)
      await store.cluster.setBookmark('census', text)
      await process().take()
      expect(await numbersMarked()).toEqual([1])
    },
  )

  test('that died after its marks marks them again', async () => {
    const { store, open, process, numbersMarked } = account()
    open(1)
    const write = store.cluster.setBookmark.bind(store.cluster)
    store.cluster.setBookmark = () => Promise.reject(new Error('The store is away.'))
    await expect(process().take()).rejects.toThrow('away')
    store.cluster.setBookmark = write
    expect(await numbersMarked()).toEqual([1])
    await process().take()
    expect(await numbersMarked()).toEqual([1])
  })
})
