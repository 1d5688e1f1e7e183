import type { Log } from '../../observability/log.ts'
import type { Store } from '../store.ts'
import { Announcer } from './announcer.ts'
import type { Database } from './database.ts'
import { SqlAuditTrail } from './sql-audit-trail.ts'
import { SqlCluster } from './sql-cluster.ts'
import { SqlRepairAllowance } from './sql-repair-allowance.ts'
import { SqlSchedule } from './sql-schedule.ts'
import { storeClock } from './store-clock.ts'

interface SqlStoreOptions {
  /** Its schema is the one that this version knows. */
  readonly database: Database
  readonly log: Log
  /** Virtual time, in tests. */
  readonly now?: (() => number) | undefined
}

export function createSqlStore({ database, log, now }: SqlStoreOptions): Store {
  const clock = storeClock(now)
  const announcer = new Announcer(database, log)
  return {
    schedule: new SqlSchedule(database, clock, announcer),
    audit: new SqlAuditTrail(database),
    allowance: new SqlRepairAllowance(database, clock),
    cluster: new SqlCluster(database, clock),
    check: async () => {
      // A table of ours, and not `select 1`: a database that was emptied is not one that can be used.
      await database.query('select from conversation_transfer.migration limit 1', [])
    },
    close: async () => {
      await announcer.quiet()
      await database.close()
    },
  }
}
