import { expect, test } from 'vitest'
import { fuzzExpressions } from './fuzz-expressions.ts'
import { fuzzRequests } from './fuzz-requests.ts'

/** The same in every run, so that a failure is one; `npm run fuzz` takes others. */
const SEED = 20_261_123

test('100,000 expressions are evaluated or refused, and nothing else', () => {
  const { evaluated, refused } = fuzzExpressions({ seed: SEED, count: 100_000 })
  // Fuzz that is all nonsense, or none, would test little.
  expect(Math.min(evaluated, refused)).toBeGreaterThan(20_000)
})

test('20,000 requests are answered as Twilio would, and leave a world that does not contradict itself', async () => {
  const statuses = await fuzzRequests({ seed: SEED, count: 20_000 })
  for (const status of ['200', '201', '204', '400', '401', '404', '409'])
    expect(statuses[status] ?? 0).toBeGreaterThan(20)
})
