import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FolderInUse } from '../folder-in-use.ts'
import { openStore } from '../open-store.ts'
import { StoreUnavailable } from '../store-unavailable.ts'
import { emptySqlStore } from '../testing/empty-sql-store.ts'
import { playContract } from '../testing/play-contract.ts'
import { QUIET_LOG } from '../testing/quiet-log.ts'
import { storeContract } from '../testing/store-contract.ts'
import { testMark } from '../testing/test-marks.ts'
import type { Database } from './database.ts'
import { IN_MEMORY, openPgliteDatabase } from './pglite-database.ts'

/** PGlite makes a new database in ten seconds on a slow machine. */
const OPEN_MS_MAX = 120_000

describe('a store on PGlite', () => {
  let database: Database

  beforeAll(async () => {
    database = await openPgliteDatabase(IN_MEMORY, QUIET_LOG)
  }, OPEN_MS_MAX)

  afterAll(() => database.close())

  storeContract((now) => emptySqlStore(database, now))
  playContract(() => database)
})

test(
  'a folder is for one process, and keeps what was written',
  async () => {
    const parent = await mkdtemp(join(tmpdir(), 'conversation-transfer-pglite-'))
    const options = { store: { kind: 'pglite', folder: join(parent, 'new', 'store') }, log: QUIET_LOG } as const
    const first = await openStore(options)
    await first.schedule.mark([testMark(1)])
    await expect(openStore(options)).rejects.toThrow(FolderInUse)
    await first.close()
    await expect(first.schedule.counts()).rejects.toThrow(StoreUnavailable)
    const second = await openStore(options)
    expect(await second.schedule.counts()).toMatchObject({ rows: 1, due: 1 })
    await second.close()
    await rm(parent, { recursive: true })
  },
  OPEN_MS_MAX,
)
