import type { Queries } from './database.ts'

/** What only one process does at a time. Postgres knows these locks by number; the first half says whose they are. */
const LOCKS = { migrating: 1, auditMonths: 2, allowance: 3 }
const OURS = 0x0c_7f_1e

/** Waits for its turn; the lock ends with the transaction. */
export async function takeLock(transaction: Queries, name: keyof typeof LOCKS): Promise<void> {
  await transaction.query('select pg_advisory_xact_lock($1::int, $2::int)', [OURS, LOCKS[name]])
}
