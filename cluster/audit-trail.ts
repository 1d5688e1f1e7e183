import { openStore, type AuditEntry } from '@conversation-transfer/backend'
import { QUIET_LOG } from '@conversation-transfer/backend/store/testing/quiet-log.ts'
import type { TestPostgres } from '@conversation-transfer/backend/store/testing/start-postgres.ts'
import { wholeTrail } from '../simulation/audit-trail.ts'

/** The oldest first. */
export async function readAuditTrail({ url }: TestPostgres): Promise<readonly AuditEntry[]> {
  const store = await openStore({ store: { kind: 'postgres', url }, log: QUIET_LOG })
  try {
    return await wholeTrail(store)
  } finally {
    await store.close()
  }
}

/** How often each rule has mended something, the most frequent first. */
export function repairsByRule(trail: readonly AuditEntry[]): (readonly [rule: string, times: number])[] {
  const times = new Map<string, number>()
  for (const { kind, rule = '' } of trail) if (kind === 'repaired') times.set(rule, (times.get(rule) ?? 0) + 1)
  return [...times].toSorted(([, left], [, right]) => right - left)
}

/** A line for each entry of one conversation. */
export function storyOf(trail: readonly AuditEntry[], conversationSid: string): string[] {
  return trail
    .filter((entry) => entry.conversationSid === conversationSid)
    .map(({ atMs, kind, rule = '', reason, steps }) => {
      const done = steps.map((step) => [step.kind, step.sid, step.result, step.detail].filter(Boolean).join(' '))
      return `${new Date(atMs).toISOString()} ${kind} ${rule}: ${reason} ${done.join('; ')}`
    })
}

/** Repairs that were begun and of which no process has said how they ended: it had died. */
export function cutOff(trail: readonly AuditEntry[]): number {
  const count = (kinds: readonly AuditEntry['kind'][]): number =>
    trail.filter(({ kind, rule }) => kinds.includes(kind) && rule !== undefined).length
  return count(['begun']) - count(['repaired', 'failed'])
}
