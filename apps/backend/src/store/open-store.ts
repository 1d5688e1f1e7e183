import type { Configuration } from '../configuration/configuration.ts'
import type { Log } from '../observability/log.ts'
import type { Database } from './sql/database.ts'
import { migrate, requireSchema } from './sql/migrate.ts'
import { openPgDatabase } from './sql/pg-database.ts'
import { openPgliteDatabase } from './sql/pglite-database.ts'
import { createSqlStore } from './sql/sql-store.ts'
import type { Store } from './store.ts'

interface OpenStoreOptions {
  readonly store: Configuration['store']
  readonly log: Log
  /** Whether the schema may be changed: it is the backend's own. By default it may. */
  readonly schema?: 'brought-up-to-date' | 'as-it-is'
  /** Replaces the clock of the database and of this process: virtual time, in tests. Milliseconds since 1970. */
  readonly now?: (() => number) | undefined
}

/**
 * Opens the store, and brings its schema up to date unless it is to stay. Rejects with a `StoreUnavailable` if there is no database
 * yet, with a `SchemaIsNewer` or `SchemaIsOlder` if it is another version's, and with a `FolderInUse` if another process has the folder.
 */
export async function openStore({ store, log, now, schema }: OpenStoreOptions): Promise<Store> {
  const database = await openDatabase(store, log)
  try {
    await (schema === 'as-it-is' ? requireSchema(database) : migrate(database))
  } catch (error: unknown) {
    await database.close()
    throw error
  }
  return createSqlStore({ database, log, now })
}

function openDatabase(store: Configuration['store'], log: Log): Promise<Database> | Database {
  switch (store.kind) {
    case 'postgres':
      return openPgDatabase(store.url, log)
    case 'pglite':
      return openPgliteDatabase(store.folder, log)
  }
}
