import type { Store } from '../store.ts'
import type { Database } from '../sql/database.ts'
import { migrate } from '../sql/migrate.ts'
import { createSqlStore } from '../sql/sql-store.ts'
import { QUIET_LOG } from './quiet-log.ts'

/** The database as a new one: making one takes PGlite seconds. */
export async function emptySqlStore(database: Database, now?: () => number): Promise<Store> {
  await database.script('drop schema if exists conversation_transfer cascade')
  await migrate(database)
  return createSqlStore({ database, log: QUIET_LOG, now })
}
