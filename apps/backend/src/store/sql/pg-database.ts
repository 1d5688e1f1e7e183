import { Client, Pool, type PoolClient, type QueryConfig } from 'pg'
import type { Log } from '../../observability/log.ts'
import type { Database, Queries, SqlValue } from './database.ts'
import { listenToPostgres } from './pg-listener.ts'
import { asStoreError } from './store-error.ts'

/** Of one process; looks wait at Twilio far longer than here. */
const CONNECTIONS_MAX = 10
/** For a connection, and for a free one among them. */
const CONNECT_MS_MAX = 5_000
const QUERY_MS_MAX = 10_000
/** Migrations wait for another process that migrates, and may rewrite a table. */
const SCRIPT_MS_MAX = 120_000
/** Whoever stops has ten seconds for everything. */
const CLOSE_MS_MAX = 3_000

export function openPgDatabase(url: string, log: Log): Database {
  const options = {
    connectionString: url,
    application_name: 'conversation-transfer',
    connectionTimeoutMillis: CONNECT_MS_MAX,
    query_timeout: QUERY_MS_MAX,
    keepAlive: true,
  }
  const pool = new Pool({ ...options, max: CONNECTIONS_MAX })
  // A connection that breaks is an error of the query that used it; without a query it is news, not a reason to crash.
  pool.on('error', (error) => log.debug({ error: error.message }, 'an idle connection to Postgres was lost'))
  pool.on('connect', (client) => client.on('error', () => undefined))
  const stopListening = new Set<() => void>()
  return {
    ...queriesOn(pool),
    transaction: (run) => inTransaction(pool, run),
    listen: (channel, onNotification) => {
      const stop = listenToPostgres({ createClient: () => new Client(options), channel, onNotification, log })
      stopListening.add(stop)
      return () => {
        stopListening.delete(stop)
        stop()
      }
    },
    close: async () => {
      for (const stop of stopListening) stop()
      await endWithin(pool, CLOSE_MS_MAX)
    },
  }
}

function queriesOn(connection: Pool | PoolClient): Queries {
  return {
    query: async (sql, values) => {
      try {
        const { rows } = await connection.query<Record<string, unknown>>(sql, toParameters(values))
        return rows
      } catch (error: unknown) {
        throw asStoreError(error)
      }
    },
    script: async (sql) => {
      try {
        await connection.query(withTimeout(sql, SCRIPT_MS_MAX))
      } catch (error: unknown) {
        throw asStoreError(error)
      }
    },
  }
}

/** The driver takes a time limit with each query; its types do not know that. */
function withTimeout(text: string, timeoutMs: number): QueryConfig {
  const config: QueryConfig & { readonly query_timeout: number } = { text, query_timeout: timeoutMs }
  return config
}

function toParameters(values: readonly SqlValue[]): unknown[] {
  return [...values]
}

async function inTransaction<T>(pool: Pool, run: (queries: Queries) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    throw asStoreError(error)
  })
  const queries = queriesOn(client)
  try {
    await queries.query('begin', [])
    const result = await run(queries)
    await queries.query('commit', [])
    client.release()
    return result
  } catch (error: unknown) {
    // Closing the connection rolls back, also where it can no longer be told to. Errors are rare enough to afford a new one.
    client.release(true)
    throw error
  }
}

/** Queries that hang do not keep the process from stopping: their connections end with it. */
async function endWithin(pool: Pool, durationMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, durationMs)
  })
  await Promise.race([pool.end(), late])
  clearTimeout(timer)
}
