import { schedule } from './0001-schedule.ts'
import { auditTrail } from './0002-audit-trail.ts'
import { repairAllowance } from './0003-repair-allowance.ts'
import { cluster } from './0004-cluster.ts'

/**
 * Each of them runs once, in this order. One that has been released is never changed: another one follows it. None takes away
 * what the version before it uses: processes of that version run on while this one starts (docs/guides/upgrade.md).
 */
export interface Migration {
  readonly number: number
  readonly sql: string
}

export const MIGRATIONS: readonly Migration[] = [schedule, auditTrail, repairAllowance, cluster]
