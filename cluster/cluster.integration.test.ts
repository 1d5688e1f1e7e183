import { expect, test } from 'vitest'
import { clusterScenario } from './cluster-scenario.ts'
import { playCluster } from './play-cluster.ts'

/** `npm run cluster` plays as many conversations, and outages as long, as one likes. */
const SCENARIO = clusterScenario({ seed: 1, conversations: 60, postgresMs: 8_000, twilioMs: 8_000 })
const TEST_MS_MAX = 900_000

test(
  'three processes on one Postgres are killed at any moment, the database stops, Twilio fails: nobody is lost, and nothing is done twice',
  async () => {
    const { violations, stories, conversations, crashes, repairs, stopped } = await playCluster(SCENARIO)
    expect([...violations, ...stories]).toEqual([])
    expect(conversations).toBe(SCENARIO.conversations)
    expect(crashes).toBeGreaterThan(0)
    expect(repairs.length).toBeGreaterThan(0)
    expect(stopped.ends).toEqual([0, 0, 0])
  },
  TEST_MS_MAX,
)
