/**
 * The database cannot be reached, or broke off in the middle: nothing is wrong with what was asked, and the same call works again
 * once the database is back. Whether a change that was under way has happened is not known, so callers look again.
 */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable'

  constructor(reason: string, options?: ErrorOptions) {
    super(`the store cannot be used now: ${reason}`, options)
  }
}
