import type { Configuration } from '../../configuration/configuration.ts'
import type { Database } from '../sql/database.ts'
import { migrate } from '../sql/migrate.ts'
import { openPgDatabase } from '../sql/pg-database.ts'
import { openPgliteDatabase } from '../sql/pglite-database.ts'
import { createSqlStore } from '../sql/sql-store.ts'
import type { Store } from '../store.ts'
import { QUIET_LOG } from './quiet-log.ts'
import { testMark } from './test-marks.ts'

const ROWS_AT_ONCE = 1_000

/** About what the memory of a conversation with a task of some attributes takes. */
const MEMORY_CHARS = 1_000

export interface FilledStoreOptions {
  readonly store: Configuration['store']
  readonly rows: number
  readonly now: () => number
}

/** A store in which `testConversation(0)` and those that follow have been looked at, and wait for an hour or longer. */
export async function openFilledStore({ store: where, rows, now }: FilledStoreOptions): Promise<Store> {
  const database = await openDatabase(where)
  await migrate(database)
  const store = createSqlStore({ database, log: QUIET_LOG, now })
  for (let first = 0; first < rows; first += ROWS_AT_ONCE) {
    const count = Math.min(ROWS_AT_ONCE, rows - first)
    await store.schedule.mark(Array.from({ length: count }, (_, number) => testMark(first + number)))
  }
  await database.script(`
    update conversation_transfer.schedule set
      look_at = look_at + interval '1 hour' * (1 + random()),
      looked_at = look_at,
      memory = jsonb_set(memory::jsonb, '{note}', to_jsonb(repeat('x', ${MEMORY_CHARS})))::json;
  `)
  await database.query('vacuum analyze conversation_transfer.schedule', [])
  return store
}

function openDatabase(where: Configuration['store']): Promise<Database> | Database {
  return where.kind === 'postgres' ? openPgDatabase(where.url, QUIET_LOG) : openPgliteDatabase(where.folder, QUIET_LOG)
}
