import { TwilioFailure, type RequestOptions } from '@conversation-transfer/twilio-gateway'
import { expect, test } from 'vitest'
import { testWorkshop } from './testing/test-workshop.ts'
import { TwilioBudget } from './twilio-budget.ts'
import { DEFAULT_LIMITS } from './twilio-limits.ts'

const TASKS = 'https://taskrouter.twilio.com/v1/Workspaces/WS1/Tasks'
const CONVERSATIONS = 'https://conversations.twilio.com/v1/Conversations'
const byExpression = { EvaluateTaskAttributes: 'conversationSid == "CH1"' }

const LIMITS = {
  perSecond: { ...DEFAULT_LIMITS.perSecond, taskrouter: 20, conversations: 10 },
  expressionsPerSecond: 3,
}

/** A budget, and when each call left for Twilio. */
function scene() {
  const { time } = testWorkshop()
  const startMs = time.now()
  const state = { status: 200, isBroken: false }
  const measured: string[] = []
  const connections = {
    request: async () => {
      await time.wait(50)
      if (state.isBroken) throw new Error('The connection broke.')
      return { statusCode: state.status, body: {} as never, headers: {} }
    },
  }
  const called = (product: string, outcome: string, durationMs: number): void => {
    measured.push(`${product} ${outcome} ${durationMs}`)
  }
  const budget = new TwilioBudget({ limits: LIMITS, connections, time, instruments: { called } })
  /** When the call has left. */
  const call = async (uri: string, params?: RequestOptions['params'], untilMs = Number.POSITIVE_INFINITY) => {
    const options: RequestOptions = { method: 'get', uri, ...(params && { params }) }
    await budget.pacing.turn(options, untilMs)
    const leftAtMs = time.now() - startMs
    const emulated = uri.replace('https://', 'http://emulator/__twilio/')
    await budget.connections.request({ ...options, uri: emulated }).catch(() => undefined)
    return leftAtMs
  }
  const calls = async (count: number, uri: string, params?: RequestOptions['params']): Promise<number[]> => {
    const all = Promise.all(Array.from({ length: count }, () => call(uri, params)))
    const [left] = await Promise.all([all, time.pass(60_000)])
    return left
  }
  return { time, state, measured, budget, call, calls }
}

/** The most calls that left within any second. */
function busiestSecond(left: readonly number[]): number {
  return Math.max(...left.map((from) => left.filter((at) => at >= from && at < from + 1_000).length))
}

test('each product has its own limit', async () => {
  const { calls } = scene()
  expect(busiestSecond(await calls(60, TASKS))).toBe(20)
  expect(busiestSecond(await calls(60, CONVERSATIONS))).toBe(10)
})

test('lists by an expression have a narrower one besides, and hold no other call up', async () => {
  const { call, calls } = scene()
  const [listed, other] = await Promise.all([calls(12, TASKS, byExpression), call(TASKS)])
  expect(busiestSecond(listed)).toBe(3)
  expect(other).toBeLessThanOrEqual(1_000)
})

test('an account’s limits are shared by its processes', async () => {
  const { budget, calls } = scene()
  budget.shareWith(2)
  expect(busiestSecond(await calls(60, TASKS))).toBe(10)
  budget.shareWith(0)
  expect(busiestSecond(await calls(60, TASKS))).toBe(20)
})

test('a call that would wait too long is not begun', async () => {
  const { call, calls, time } = scene()
  const others = calls(40, CONVERSATIONS)
  const late = call(CONVERSATIONS, undefined, time.now() + 1_000)
  await expect(late).rejects.toThrow(TwilioFailure)
  await expect(late).rejects.toMatchObject({ kind: 'outOfTime' })
  await others
})

test.each<[what: string, uri: string, params: RequestOptions['params'], atOnce: number]>([
  ['calls of one product', TASKS, undefined, 13],
  ['lists by an expression', TASKS, byExpression, 2],
])('after a 429 there are fewer %s, and as many of other products', async (_what, uri, params, atOnce) => {
  const { state, time, call, calls } = scene()
  state.status = 429
  await Promise.all([call(uri, params), time.pass(2_000)])
  state.status = 200
  const [limited, others] = await Promise.all([calls(60, uri, params), calls(60, CONVERSATIONS)])
  const leaving = (left: readonly number[]): number => left.filter((at) => at === 2_000).length
  expect(leaving(limited)).toBe(atOnce)
  expect(leaving(others)).toBe(10)
})

test('what became of each call is measured, by its product', async () => {
  const { state, measured, calls } = scene()
  await calls(1, TASKS)
  state.status = 429
  await calls(1, CONVERSATIONS)
  state.status = 503
  await calls(1, 'https://flex-api.twilio.com/v1/Interactions')
  state.isBroken = true
  await calls(1, 'https://video.twilio.com/v1/Rooms')
  expect(measured).toEqual([
    'taskrouter answered 50',
    'conversations limited 50',
    'flex-api failed 50',
    'other failed 50',
  ])
})
