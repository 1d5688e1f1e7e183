import { openStore, type Log } from '@conversation-transfer/backend'
import { z } from 'zod'
import { given } from '../account/variables.ts'
import { CliError } from '../cli-error.ts'
import { EXIT } from '../exit-code.ts'
import { recordsOfBackend } from './records-of-backend.ts'
import { recordsOfStore } from './records-of-store.ts'
import type { OpenRecords, Records } from './records.ts'

/**
 * The records of a running backend, by its address; else of its store: a Postgres, which is shared, or a folder of PGlite's, which
 * belongs to one process and so to a backend that is not running.
 */
export const openRecords: OpenRecords = async (env) => {
  const url = given(env, 'BACKEND_URL')
  if (url !== undefined) return recordsOfBackend(checked(url), given(env, 'ACCESS_TOKEN'))
  const database = given(env, 'DATABASE_URL')
  if (database !== undefined) return opened({ kind: 'postgres', url: database }, 'the Postgres that DATABASE_URL names')
  const folder = given(env, 'DATA_FOLDER')
  return folder === undefined ? undefined : opened({ kind: 'pglite', folder }, `the folder ${folder}`)
}

async function opened(store: Parameters<typeof openStore>[0]['store'], source: string): Promise<Records> {
  try {
    return recordsOfStore(await openStore({ store, log: QUIET, schema: 'as-it-is' }), source)
  } catch (error: unknown) {
    const reason = isWithoutPglite(error) ? WITHOUT_PGLITE : error instanceof Error ? error.message : String(error)
    throw new CliError(EXIT.unavailable, `What the backend keeps could not be read from ${source}: ${reason}`)
  }
}

const WITHOUT_PGLITE = 'the database in it needs PGlite, which is not installed. Run: npm install @electric-sql/pglite'

/** The packed program has no dependencies. */
function isWithoutPglite(error: unknown): boolean {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND'
  return isMissing && error.message.includes('@electric-sql/pglite')
}

/** What goes wrong is told by what is thrown. */
const QUIET: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }

function checked(url: string): string {
  if (z.url({ protocol: /^https?$/ }).safeParse(url).success) return url
  throw new CliError(EXIT.usage, 'BACKEND_URL must be the http address of a backend.')
}
