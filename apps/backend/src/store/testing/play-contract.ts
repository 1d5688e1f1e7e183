import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createMemoryStore } from '../memory/create-memory-store.ts'
import type { Database } from '../sql/database.ts'
import { anyPlay, play } from './random-play.ts'
import { emptySqlStore } from './empty-sql-store.ts'
import { TestClock } from './test-clock.ts'

/** Each run asks the database some hundred times. */
const RUNS = 100
/** The same plays each time; whoever looks for new ones takes another seed. */
const SEED = 1
const TIMEOUT_MS = 180_000

/** Whatever is asked in whatever order, the database answers as the one in memory does. */
export function playContract(database: () => Database): void {
  test(
    'whatever is asked of it, it answers as the store in memory does',
    async () => {
      const clock = new TestClock()
      const real = await emptySqlStore(database(), clock.now)
      const property = fc.asyncProperty(anyPlay, async (commands) => {
        await database().script('truncate conversation_transfer.schedule')
        await play(commands, createMemoryStore({ now: clock.now }).schedule, real.schedule, clock)
      })
      const outcome = await fc.check(property, { numRuns: RUNS, seed: SEED })
      expect(fc.defaultReportMessage(outcome)).toBeUndefined()
    },
    TIMEOUT_MS,
  )
}
