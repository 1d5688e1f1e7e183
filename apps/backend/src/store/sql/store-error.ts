import { StoreUnavailable } from '../store-unavailable.ts'

/**
 * What a driver throws, as callers know it: an answer of Postgres about the statement stays as it is; that there was no answer,
 * or one about Postgres itself, is a `StoreUnavailable`.
 */
export function asStoreError(error: unknown): Error {
  if (!(error instanceof Error)) return new StoreUnavailable(String(error))
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const isAnswer = /^[0-9A-Z]{5}$/.test(code)
  if (isAnswer && !ABOUT_POSTGRES_ITSELF.test(code)) return error
  return new StoreUnavailable(error.message || code, { cause: error })
}

/**
 * The connection (08), resources (53), an operator (57: shut down, starting up, canceled), the system (58), a deadlock or a
 * serialization failure (40), and a standby that takes no writes (25006): the same statement works later.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const ABOUT_POSTGRES_ITSELF = /^(?:08|53|57|58|40|25006)/
