import type { PGlite, Transaction } from '@electric-sql/pglite'
import type { Log } from '../../observability/log.ts'
import type { Database, Queries, SqlValue } from './database.ts'
import { lockFolder } from './folder-lock.ts'
import { asStoreError } from './store-error.ts'

/** PGlite's name for a database that is gone when the process is: for tests. */
export const IN_MEMORY = 'memory://'

/** Postgres in this process, its files in a folder. It is loaded here only: the command line is packed without it. */
export async function openPgliteDatabase(folder: string, log: Log): Promise<Database> {
  const { PGlite: InProcess } = await import('@electric-sql/pglite')
  const unlock = folder === IN_MEMORY ? noLock : await lockFolder(folder)
  const pglite = new InProcess(folder)
  try {
    await pglite.waitReady
  } catch (error: unknown) {
    await unlock()
    throw asStoreError(error)
  }
  return {
    ...queriesOn(pglite),
    transaction: (run) => inTransaction(pglite, run),
    listen: (channel, onNotification) => listen({ pglite, log, channel, onNotification }),
    close: async () => {
      if (!pglite.closed) await pglite.close()
      await unlock()
    },
  }
}

async function noLock(): Promise<void> {
  // Nobody else can see it.
}

function queriesOn(connection: PGlite | Transaction): Queries {
  return {
    query: (sql, values) => rowsOf(connection, sql, values),
    script: async (sql) => {
      try {
        await connection.exec(sql)
      } catch (error: unknown) {
        throw asStoreError(error)
      }
    },
  }
}

async function rowsOf(
  connection: PGlite | Transaction,
  sql: string,
  values: readonly SqlValue[],
): Promise<readonly unknown[]> {
  try {
    const { rows } = await connection.query<unknown>(sql, [...values])
    return rows
  } catch (error: unknown) {
    throw asStoreError(error)
  }
}

async function inTransaction<T>(pglite: PGlite, run: (queries: Queries) => Promise<T>): Promise<T> {
  if (pglite.closed) throw asStoreError(new Error('it is closed'))
  return pglite.transaction((transaction) => run(queriesOn(transaction)))
}

interface Listening {
  readonly pglite: PGlite
  readonly log: Log
  readonly channel: string
  readonly onNotification: () => void
}

/** Whoever stops listening before it has begun is not called either. */
function listen({ pglite, log, channel, onNotification }: Listening): () => void {
  let isStopped = false
  const notify = (): void => {
    if (!isStopped) onNotification()
  }
  const unlisten = pglite.listen(channel, notify)
  unlisten.then(notify, (error: unknown) => log.warn({ error: String(error) }, 'listening to PGlite failed'))
  return () => {
    isStopped = true
    unlisten.then((stop) => stop()).catch(() => undefined)
  }
}
