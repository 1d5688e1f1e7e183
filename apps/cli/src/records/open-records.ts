import { z } from 'zod'
import { given } from '../account/credentials.ts'
import { CliError } from '../cli-error.ts'
import { EXIT } from '../exit-code.ts'
import { recordsOfBackend } from './records-of-backend.ts'
import type { OpenRecords } from './records.ts'

/**
 * The records of a running backend, by its address. A store that is named is not opened: PGlite's folder belongs to one
 * process, and Postgres is behind the backend that migrates it.
 */
export const openRecords: OpenRecords = async (env) => {
  const url = given(env['BACKEND_URL'])
  if (url !== undefined) return recordsOfBackend(checked(url), given(env['ACCESS_TOKEN']))
  const store = ['DATABASE_URL', 'DATA_FOLDER'].find((variable) => given(env[variable]) !== undefined)
  if (store === undefined) return undefined
  throw new CliError(EXIT.usage, `${store} is set: name the backend that works on it, with BACKEND_URL.`)
}

function checked(url: string): string {
  if (z.url({ protocol: /^https?$/ }).safeParse(url).success) return url
  throw new CliError(EXIT.usage, 'BACKEND_URL must be the http address of a backend.')
}
