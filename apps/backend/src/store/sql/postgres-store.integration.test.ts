import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { openStore } from '../open-store.ts'
import { SchemaIsNewer } from '../schema-is-newer.ts'
import { SchemaIsOlder } from '../schema-is-older.ts'
import type { Store } from '../store.ts'
import { StoreUnavailable } from '../store-unavailable.ts'
import { emptySqlStore } from '../testing/empty-sql-store.ts'
import { playContract } from '../testing/play-contract.ts'
import { QUIET_LOG } from '../testing/quiet-log.ts'
import { startPostgres, type TestPostgres } from '../testing/start-postgres.ts'
import { storeContract } from '../testing/store-contract.ts'
import { looked, testConversation, testMark } from '../testing/test-marks.ts'
import type { Database } from './database.ts'
import { migrate } from './migrate.ts'
import { MIGRATIONS } from './migrations/migrations.ts'
import { openPgDatabase } from './pg-database.ts'

const START_MS_MAX = 120_000
/** Migrations add. What an earlier version uses goes when no process of that version can be running any more. */
const ADDING = 'alter table conversation_transfer.schedule add column added text'
const LOOKED_AT_LATER_MS = 3_600_000
/** The connection that listens tries again within seconds. */
const RECONNECTED_MS_MAX = 20_000

let postgres: TestPostgres

beforeAll(async () => {
  postgres = await startPostgres()
}, START_MS_MAX)

afterAll(() => postgres.remove(), START_MS_MAX)

describe('a store on Postgres', () => {
  let database: Database

  beforeAll(async () => {
    database = openPgDatabase(await postgres.createDatabase(), QUIET_LOG)
  })

  afterAll(() => database.close())

  storeContract((now) => emptySqlStore(database, now))
  playContract(() => database)
})

describe('several processes on one Postgres', () => {
  const stores: Store[] = []

  async function openStores(count: number): Promise<Store[]> {
    const store = { kind: 'postgres', url: await postgres.createDatabase() } as const
    const opened = await Promise.all(Array.from({ length: count }, () => openStore({ store, log: QUIET_LOG })))
    stores.push(...opened)
    return opened
  }

  afterEach(async () => {
    vi.useRealTimers()
    await Promise.all(stores.splice(0).map((store) => store.close()))
  })

  test('may start at once on an empty database', async () => {
    const [one = expect.fail(), , three = expect.fail()] = await openStores(3)
    await one.schedule.mark([testMark(1)])
    expect(await three.schedule.counts()).toMatchObject({ rows: 1 })
  })

  test('never hold one row, however they hurry', async () => {
    const opened = await openStores(2)
    const marks = Array.from({ length: 300 }, (_, number) => testMark(number))
    await opened[0]?.schedule.mark(marks)
    const claimed: string[] = []
    await Promise.all(
      [...opened, ...opened].map(async ({ schedule }) => {
        for (let claims = await schedule.claim(7); claims.length > 0; claims = await schedule.claim(7)) {
          claimed.push(...claims.map(({ conversationSid }) => conversationSid))
          // Marks make none of them claimable while somebody looks.
          await schedule.mark(claims.map(({ conversationSid }) => ({ ...testMark(0), conversationSid })))
        }
      }),
    )
    expect(claimed.sort()).toEqual(marks.map(({ conversationSid }) => conversationSid).sort())
  })

  test('mark, claim and give back the same conversations at once, and none waits for ever', async () => {
    const opened = await openStores(2)
    const marks = Array.from({ length: 200 }, (_, number) => testMark(number))
    await Promise.all(
      opened.flatMap(({ schedule }, index) =>
        Array.from({ length: 10 }, async () => {
          await schedule.mark(index === 0 ? marks : [...marks].reverse())
          await schedule.giveBack(await schedule.claim(50))
        }),
      ),
    )
    expect(await opened[0]?.schedule.counts()).toMatchObject({ rows: 200, due: 200 })
  })

  test('a mark during the end of a look is never lost', async () => {
    const [one = expect.fail(), two = expect.fail()] = await openStores(2)
    const numbers = Array.from({ length: 60 }, (_, number) => number)
    await one.schedule.mark(numbers.map((number) => testMark(number)))
    const claims = await one.schedule.claim(numbers.length)
    await Promise.all([
      ...claims.map((claim, index) =>
        one.schedule.acknowledge(claim, index % 2 === 0 ? { kind: 'over' } : looked(Date.now() + LOOKED_AT_LATER_MS)),
      ),
      ...claims.map(({ conversationSid }) => two.schedule.mark([{ ...testMark(0), conversationSid }])),
    ])
    const rows = await one.schedule.rows({ limit: 99 })
    expect(rows).toHaveLength(numbers.length)
    expect(rows.filter(({ lookAtMs, isClaimed }) => isClaimed || lookAtMs > Date.now() + 2_000)).toEqual([])
  })

  test('hear of each other’s marks, and see them without hearing', async () => {
    const [one = expect.fail(), two = expect.fail()] = await openStores(2)
    const listener = vi.fn<() => void>()
    const stop = two.schedule.onMarked(listener)
    await vi.waitFor(() => expect(listener).toHaveBeenCalled())
    listener.mockClear()
    await one.schedule.mark([testMark(1)])
    await vi.waitFor(() => expect(listener).toHaveBeenCalled())
    stop()
    expect(await two.schedule.nextDueAtMs()).toBeLessThanOrEqual(Date.now())
    expect(await two.schedule.claim(1)).toMatchObject([{ conversationSid: testConversation(1) }])
  })

  test('agree on what is due when their clocks do not', async () => {
    const [store = expect.fail()] = await openStores(1)
    const aheadMs = Date.now() + 600_000
    vi.useFakeTimers({ toFake: ['Date'], now: aheadMs })
    await store.schedule.mark([testMark(1), testMark(2)])
    const dueAtMs = Number(await store.schedule.nextDueAtMs())
    expect(Math.abs(dueAtMs - aheadMs)).toBeLessThan(10_000)
    const [claim = expect.fail()] = await store.schedule.claim(1)
    await store.schedule.acknowledge(claim, looked(aheadMs + LOOKED_AT_LATER_MS))
    vi.useRealTimers()
    const { lookAtMs = 0 } = (await store.schedule.row(claim.conversationSid)) ?? {}
    expect(Math.abs(lookAtMs - Date.now() - LOOKED_AT_LATER_MS)).toBeLessThan(10_000)
  })

  test('spend one allowance', async () => {
    const opened = await openStores(2)
    const limits = { perMinuteMax: 10, perMinuteMin: 10, shareMax: 0 }
    const spent = opened.flatMap(({ allowance }) => Array.from({ length: 10 }, () => allowance.spend(1, limits)))
    const outcomes = await Promise.all(spent)
    expect(outcomes.filter((outcome) => outcome === 'granted')).toHaveLength(10)
    expect(await opened[1]?.allowance.frozen()).toBeDefined()
  })

  test('write into a new month at once, and after one of them has dropped it', async () => {
    const [one = expect.fail(), two = expect.fail()] = await openStores(2)
    const entry = { atMs: Date.UTC(2026, 0, 1), conversationSid: undefined, kind: 'asked', rule: undefined } as const
    const write = ({ audit }: Store): Promise<void> => audit.append([{ ...entry, reason: 'a test', steps: [] }])
    await Promise.all([one, two, one, two].map(write))
    expect(await two.audit.entries({ limit: 9 })).toHaveLength(4)
    expect(await one.audit.forgetBefore(Date.UTC(2026, 5, 1))).toBe(1)
    await write(two)
    expect(await one.audit.entries({ limit: 9 })).toHaveLength(1)
  })

  test('give a turn to one of them', async () => {
    const opened = await openStores(3)
    const turns = await Promise.all(opened.map(({ cluster }) => cluster.takeTurn('census', 60_000)))
    expect(turns.filter(Boolean)).toHaveLength(1)
  })
})

describe('a database', () => {
  test('of a newer version is refused', async () => {
    const url = await postgres.createDatabase()
    const options = { store: { kind: 'postgres', url }, log: QUIET_LOG } as const
    await (await openStore(options)).close()
    const database = openPgDatabase(url, QUIET_LOG)
    await database.query('insert into conversation_transfer.migration (number) values (99)', [])
    await database.close()
    await expect(openStore(options)).rejects.toThrow(SchemaIsNewer)
  })

  test('that a newer version has brought further is still used by the processes that run', async () => {
    const url = await postgres.createDatabase()
    const options = { store: { kind: 'postgres', url }, log: QUIET_LOG } as const
    const running = await openStore(options)
    await running.schedule.mark([testMark(1)])
    const database = openPgDatabase(url, QUIET_LOG)
    await migrate(database, [...MIGRATIONS, { number: MIGRATIONS.length + 1, sql: ADDING }])
    await running.schedule.mark([testMark(2)])
    expect(await running.schedule.claim(9)).toHaveLength(2)
    await database.close()
    await running.close()
    await expect(openStore(options)).rejects.toThrow(SchemaIsNewer)
  })

  test('of another version is not changed by whoever only looks into it', async () => {
    const options = { store: { kind: 'postgres', url: await postgres.createDatabase() }, log: QUIET_LOG } as const
    const looking = { ...options, schema: 'as-it-is' } as const
    await expect(openStore(looking)).rejects.toThrow(SchemaIsOlder)
    const database = openPgDatabase(options.store.url, QUIET_LOG)
    await migrate(database, MIGRATIONS.slice(0, -1))
    await expect(openStore(looking)).rejects.toThrow(`is at schema ${MIGRATIONS.length - 1}`)
    await (await openStore(options)).close()
    await (await openStore(looking)).close()
    await database.query('insert into conversation_transfer.migration (number) values (99)', [])
    await database.close()
    await expect(openStore(looking)).rejects.toThrow(SchemaIsNewer)
  })

  test('that is away makes calls fail with a clear error, and all is well when it is back', async () => {
    const options = { store: { kind: 'postgres', url: await postgres.createDatabase() }, log: QUIET_LOG } as const
    const store = await openStore(options)
    const listener = vi.fn<() => void>()
    store.schedule.onMarked(listener)
    await vi.waitFor(() => expect(listener).toHaveBeenCalled())
    await store.schedule.mark([testMark(1)])
    await postgres.stop()
    await expect(store.schedule.mark([testMark(2)])).rejects.toThrow(StoreUnavailable)
    await expect(store.check()).rejects.toThrow(StoreUnavailable)
    await expect(store.allowance.thaw()).rejects.toThrow(StoreUnavailable)
    await expect(openStore(options)).rejects.toThrow(StoreUnavailable)
    await postgres.start()
    await store.check()
    await store.schedule.mark([testMark(3)])
    expect(await store.schedule.counts()).toMatchObject({ rows: 2 })
    listener.mockClear()
    await vi.waitFor(async () => {
      await store.schedule.mark([testMark(3)])
      expect(listener).toHaveBeenCalled()
    }, RECONNECTED_MS_MAX)
    await store.close()
  })

  test('whose connections break in the middle of everything crashes nobody', async () => {
    const options = { store: { kind: 'postgres', url: await postgres.createDatabase() }, log: QUIET_LOG } as const
    const store = await openStore(options)
    const numbers = Array.from({ length: 50 }, (_, number) => number)
    const outcomes = Promise.allSettled(
      numbers.flatMap((number) => [
        store.schedule.mark([testMark(number)]),
        store.allowance.spend(0, { perMinuteMax: 1, perMinuteMin: 1, shareMax: 0 }),
      ]),
    )
    await postgres.kill()
    const reasons = (await outcomes).flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
    expect(reasons.filter((reason) => !(reason instanceof StoreUnavailable))).toEqual([])
    await postgres.start()
    await store.schedule.mark(numbers.map((number) => testMark(number)))
    expect(await store.schedule.counts()).toMatchObject({ rows: numbers.length })
    await store.close()
  })
})
