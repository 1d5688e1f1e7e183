import type { AuditTrail } from './audit-trail.ts'
import type { Cluster } from './cluster.ts'
import type { RepairAllowance } from './repair-allowance.ts'
import type { Schedule } from './schedule.ts'

/** All that the backend keeps. Losing it delays repairs and never causes one: what is true stands at Twilio. */
export interface Store {
  readonly schedule: Schedule
  readonly audit: AuditTrail
  readonly allowance: RepairAllowance
  readonly cluster: Cluster
  /** Rejects with the reason if the store cannot be used now. */
  check(): Promise<void>
  close(): Promise<void>
}
