import type { Store } from '../store.ts'
import { MemoryAuditTrail } from './memory-audit-trail.ts'
import { MemoryCluster } from './memory-cluster.ts'
import { MemoryRepairAllowance } from './memory-repair-allowance.ts'
import { MemorySchedule } from './memory-schedule.ts'

/** Behaves as the databases do, without any: for a simulation on virtual time. It waits for nothing and sets no timers. */
export function createMemoryStore({ now }: { readonly now: () => number }): Store {
  const schedule = new MemorySchedule(now)
  return {
    schedule,
    audit: new MemoryAuditTrail(),
    allowance: new MemoryRepairAllowance(now, () => schedule.size),
    cluster: new MemoryCluster(now),
    check: () => Promise.resolve(),
    close: () => Promise.resolve(),
  }
}
