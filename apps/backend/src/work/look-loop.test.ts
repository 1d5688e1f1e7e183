import { afterEach, describe, expect, test } from 'vitest'
import type { Claim } from '../store/schedule.ts'
import { QUIET_LOG } from '../store/testing/quiet-log.ts'
import { looked, testConversation, testMark } from '../store/testing/test-marks.ts'
import type { Store } from '../store/store.ts'
import { LookLoop } from './look-loop.ts'
import { testWorkshop } from './testing/test-workshop.ts'

const HOUR_MS = 3_600_000
const LEASE_MS = 30_000

const loops = new Set<LookLoop>()
afterEach(async () => {
  for (const loop of loops) void loop.stop()
  loops.clear()
})

interface LoopScene {
  readonly looksAtOnce?: number
  /** How long a look takes. */
  readonly lookMs?: number
  readonly schedule?: (schedule: Store['schedule']) => Partial<Store['schedule']>
}

/** A loop whose looks find all well, and when each of them began. */
function scene({ looksAtOnce = 2, lookMs = 100, schedule: changed = () => ({}) }: LoopScene = {}) {
  const { store, time } = testWorkshop()
  const startMs = time.now()
  const began: [number: number, atMs: number][] = []
  const state = { underWay: 0, most: 0, fails: false }
  const look = async (claim: Claim): Promise<void> => {
    state.underWay += 1
    state.most = Math.max(state.most, state.underWay)
    began.push([Number.parseInt(claim.conversationSid.slice(2), 16), time.now() - startMs])
    await time.wait(lookMs)
    state.underWay -= 1
    if (state.fails) throw new Error('The store is away.')
    await store.schedule.acknowledge(claim, looked(time.now() + HOUR_MS))
  }
  const schedule = new Proxy(store.schedule, {
    get: (target, name) => {
      const own: unknown = Reflect.get(changed(target), name) ?? Reflect.get(target, name)
      return typeof own === 'function' ? own.bind(target) : own
    },
  })
  const loop = new LookLoop({ store: { ...store, schedule }, time, looksAtOnce, log: QUIET_LOG, look })
  loops.add(loop)
  const mark = (...numbers: number[]): Promise<void> => store.schedule.mark(numbers.map((number) => testMark(number)))
  return { store, time, loop, mark, began, state }
}

describe('what is due', () => {
  test('is looked at as soon as it is marked', async () => {
    const { time, mark, began } = scene()
    await time.pass(3_000)
    await mark(1)
    await time.pass(50)
    expect(began).toEqual([[1, 3_000]])
  })

  test('is looked at when its time comes, though nobody says so', async () => {
    const { store, time, began } = scene()
    await store.schedule.mark([testMark(1)])
    const [claim] = await store.schedule.claim(1)
    if (claim !== undefined) await store.schedule.acknowledge(claim, looked(time.now() + 7_000))
    await time.pass(10_000)
    expect(began).toEqual([[1, 7_000]])
  })

  test('is looked at within seconds where the word of a mark is lost', async () => {
    const { time, mark, began } = scene({ schedule: () => ({ onMarked: () => () => undefined }) })
    await time.pass(1_000)
    await mark(1)
    await time.pass(5_000)
    expect(began.map(([number]) => number)).toEqual([1])
  })

  test('is looked at a few at a time, and the next one when there is room', async () => {
    const { time, mark, began, state } = scene({ looksAtOnce: 2, lookMs: 300 })
    await mark(1, 2, 3, 4, 5)
    await time.pass(2_000)
    expect(state.most).toBe(2)
    expect(began).toEqual([
      [1, 0],
      [2, 0],
      [3, 300],
      [4, 300],
      [5, 600],
    ])
  })

  test('is looked at again when the look could not be kept, after its lease', async () => {
    const { time, mark, began, state } = scene()
    state.fails = true
    await mark(1)
    await time.pass(1_000)
    state.fails = false
    await time.pass(LEASE_MS + 5_000)
    expect(began.map(([number]) => number)).toEqual([1, 1])
  })

  test('is looked at once the store answers again', async () => {
    const store = { isDown: true }
    const { time, mark, began } = scene({
      schedule: (schedule) => ({
        claim: (limit) => (store.isDown ? Promise.reject(new Error('The store is away.')) : schedule.claim(limit)),
      }),
    })
    await mark(1)
    await time.pass(10_000)
    store.isDown = false
    await time.pass(1_000)
    expect(began.map(([number]) => number)).toEqual([1])
  })

  test('is looked at at once when its mark came while the loop asked when the next row is due', async () => {
    let isFirst = true
    const { time, began } = scene({
      schedule: (schedule) => ({
        nextDueAtMs: async () => {
          if (isFirst) await schedule.mark([testMark(1)])
          isFirst = false
          // The next row that it knew of before is due in just as long as a store that fails is left alone.
          return time.now() + 1_000
        },
      }),
    })
    await time.pass(500)
    expect(began).toEqual([[1, 0]])
  })
})

describe('a loop that stops', () => {
  test('waits for the looks that are under way, and begins no other', async () => {
    const { store, time, loop, mark, began } = scene({ looksAtOnce: 1, lookMs: 1_000 })
    await mark(1, 2)
    await time.pass(100)
    let isStopped = false
    void loop.stop().then(() => (isStopped = true))
    await time.pass(500)
    expect(isStopped).toBe(false)
    await time.pass(1_000)
    expect(isStopped).toBe(true)
    expect(began.map(([number]) => number)).toEqual([1])
    expect(await store.schedule.row(testConversation(2))).toMatchObject({ isClaimed: false })
  })

  test('does not wait for ever', async () => {
    const { time, loop, mark } = scene({ lookMs: HOUR_MS })
    await mark(1)
    await time.pass(100)
    let isStopped = false
    void loop.stop().then(() => (isStopped = true))
    await time.pass(6_000)
    expect(isStopped).toBe(true)
  })

  test('has given back what it claimed meanwhile before it says that it has stopped', async () => {
    const { store, time, loop, mark, began } = scene({
      schedule: (schedule) => ({
        claim: async (limit) => {
          const claims = await schedule.claim(limit)
          await time.wait(200)
          return claims
        },
      }),
    })
    await time.pass(1_000)
    await mark(1)
    await time.pass(100)
    expect(await store.schedule.row(testConversation(1))).toMatchObject({ isClaimed: true })
    let isStopped = false
    void loop.stop().then(() => (isStopped = true))
    await time.pass(50)
    expect(isStopped).toBe(false)
    await time.pass(100)
    expect(isStopped).toBe(true)
    expect(await store.schedule.row(testConversation(1))).toMatchObject({ isClaimed: false })
    expect(began).toEqual([])
  })
})
