import * as fc from 'fast-check'
import { expect } from 'vitest'
import { LeaseLost, type Claim, type LookEnd, type Schedule } from '../schedule.ts'
import type { TestClock } from './test-clock.ts'
import { failed, looked, testChannel, testMark, testMemory, testTask } from './test-marks.ts'

/** Few conversations and short times, so that commands meet each other. */
const conversation = fc.integer({ min: 1, max: 4 })

const mark = fc.record({
  number: conversation,
  channel: fc.option(fc.integer({ min: 1, max: 2 }), { nil: undefined }),
  tasks: fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 30 }),
})

const end = fc.oneof(
  fc.record({ kind: fc.constant('looked' as const), inMs: fc.integer({ min: -500, max: 40_000 }), bit: fc.boolean() }),
  fc.record({ kind: fc.constant('failed' as const), inMs: fc.integer({ min: 0, max: 40_000 }) }),
  fc.record({ kind: fc.constant('over' as const) }),
)

/** Which of the claims so far, counted from the newest: mostly one that holds, sometimes one that is long void. */
const which = fc.nat({ max: 5 })

const command = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('mark' as const), marks: fc.array(mark, { maxLength: 5 }) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('claim' as const), limit: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('acknowledge' as const), which, end }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('keepMemory' as const), which, bit: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('giveBack' as const), which }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.constantFrom(1, 400, 1_000, 30_000) }),
  },
)

type Command = typeof command extends fc.Arbitrary<infer Value> ? Value : never

export const anyPlay: fc.Arbitrary<readonly Command[]> = fc.array(command, { maxLength: 40 })

interface Pair {
  readonly model: Claim
  readonly real: Claim
}

/** Plays the commands on both, and compares after each what they answer and what they hold. */
export async function play(
  commands: readonly Command[],
  model: Schedule,
  real: Schedule,
  clock: TestClock,
): Promise<void> {
  const claims: Pair[] = []
  for (const each of commands) {
    if (each.kind === 'pass') clock.pass(each.ms)
    else if (each.kind === 'claim') claims.push(...(await claimBoth(model, real, each.limit)))
    else {
      const pair = 'which' in each ? claims.at(-1 - each.which) : undefined
      const ofModel = await perform(each, model, pair?.model, clock)
      expect(await perform(each, real, pair?.real, clock)).toEqual(ofModel)
    }
    expect(await contents(real)).toEqual(await contents(model))
  }
}

/** Fences only have to ascend. */
async function claimBoth(model: Schedule, real: Schedule, limit: number): Promise<Pair[]> {
  const ofModel = await model.claim(limit)
  const ofReal = await real.claim(limit)
  const withoutFence = (claim: Claim): object => ({ ...claim, fence: 'any' })
  expect(ofReal.map(withoutFence)).toEqual(ofModel.map(withoutFence))
  return ofModel.map((claim, index) => ({ model: claim, real: ofReal[index] ?? expect.fail() }))
}

async function perform(
  each: Exclude<Command, { kind: 'pass' | 'claim' }>,
  schedule: Schedule,
  claim: Claim | undefined,
  clock: TestClock,
): Promise<unknown> {
  if (each.kind === 'mark') return schedule.mark(each.marks.map(toMark))
  if (claim === undefined) return undefined
  switch (each.kind) {
    case 'acknowledge':
      return schedule.acknowledge(claim, toEnd(each.end, clock.nowMs))
    case 'giveBack':
      return schedule.giveBack([claim])
    case 'keepMemory':
      return schedule.keepMemory(claim, testMemory(each.bit)).catch((error: unknown) => error instanceof LeaseLost)
  }
}

function toMark({ number, channel, tasks }: typeof mark extends fc.Arbitrary<infer Value> ? Value : never) {
  const channelSid = channel === undefined ? undefined : testChannel(channel)
  return testMark(number, { channelSid, taskSids: tasks.map(testTask) })
}

function toEnd(drawn: typeof end extends fc.Arbitrary<infer Value> ? Value : never, nowMs: number): LookEnd {
  switch (drawn.kind) {
    case 'looked':
      return looked(nowMs + drawn.inMs, { memory: testMemory(drawn.bit) })
    case 'failed':
      return failed(nowMs + drawn.inMs)
    case 'over':
      return { kind: 'over' }
  }
}

async function contents(schedule: Schedule): Promise<object> {
  return {
    rows: await schedule.rows({ limit: 99 }),
    counts: await schedule.counts(),
    nextDueAtMs: await schedule.nextDueAtMs(),
  }
}
