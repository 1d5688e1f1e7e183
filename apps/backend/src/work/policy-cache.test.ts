import { DEFAULT_POLICY, type PolicyReading } from '@conversation-transfer/transfer'
import { TwilioFailure } from '@conversation-transfer/twilio-gateway'
import { expect, test } from 'vitest'
import { TestClock } from '../store/testing/test-clock.ts'
import { PolicyCache } from './policy-cache.ts'

const MINUTE_MS = 60_000

/** Flex's configuration, which an administrator changes and which may not be there. */
function flex() {
  const clock = new TestClock()
  const warnings: string[] = []
  const state = { attempts: 1, problems: [] as string[], isDown: false, reads: 0 }
  const read = async (): Promise<PolicyReading> => {
    state.reads += 1
    if (state.isDown) throw new TwilioFailure('unavailable', 'Twilio is away.')
    return { policy: { ...DEFAULT_POLICY, attempts: state.attempts }, problems: state.problems }
  }
  const warn = (_fields: object, sentence: string): void => void warnings.push(sentence)
  const log = { debug: warn, info: warn, warn, error: warn }
  const cache = new PolicyCache({ read, now: clock.now, log })
  const attempts = async (): Promise<number> => (await cache.current()).attempts
  return { clock, state, warnings, cache, attempts }
}

test('a change holds a minute later at the latest, and until then nobody asks again', async () => {
  const { clock, state, attempts } = flex()
  expect(await attempts()).toBe(1)
  state.attempts = 5
  clock.pass(MINUTE_MS - 1)
  expect([await attempts(), state.reads]).toEqual([1, 1])
  clock.pass(1)
  expect([await attempts(), state.reads]).toEqual([5, 2])
})

test('looks that ask at the same time ask once', async () => {
  const { state, attempts } = flex()
  expect(await Promise.all([attempts(), attempts(), attempts()])).toEqual([1, 1, 1])
  expect(state.reads).toBe(1)
})

test('while it cannot be read, what was read last holds', async () => {
  const { clock, state, attempts } = flex()
  await attempts()
  state.isDown = true
  clock.pass(10 * MINUTE_MS)
  expect(await attempts()).toBe(1)
})

test('as long as it was never read nobody knows it, and it is asked for each time', async () => {
  const { state, cache, attempts } = flex()
  state.isDown = true
  await expect(cache.current()).rejects.toThrow(TwilioFailure)
  state.isDown = false
  expect(await attempts()).toBe(1)
})

test('values that cannot be used are told of once, and again when they are others', async () => {
  const { clock, state, warnings, attempts } = flex()
  for (const problems of [['a'], ['a'], ['b'], []]) {
    state.problems = problems
    await attempts()
    clock.pass(MINUTE_MS)
  }
  expect(warnings).toHaveLength(2)
})
