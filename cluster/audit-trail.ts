import { openStore, type AuditEntry } from '@conversation-transfer/backend'
import { QUIET_LOG } from '@conversation-transfer/backend/store/testing/quiet-log.ts'
import type { TestPostgres } from '@conversation-transfer/backend/store/testing/start-postgres.ts'
import { settlingViolations } from '@conversation-transfer/transfer'

const ENTRIES_PER_PAGE = 500

/** The oldest first. */
export async function readAuditTrail({ url }: TestPostgres): Promise<readonly AuditEntry[]> {
  const store = await openStore({ store: { kind: 'postgres', url }, log: QUIET_LOG })
  const trail: AuditEntry[] = []
  try {
    for (;;) {
      const page = await store.audit.entries({ beforeId: trail.at(-1)?.id, limit: ENTRIES_PER_PAGE })
      trail.push(...page)
      if (page.length < ENTRIES_PER_PAGE) return trail.toReversed()
    }
  } finally {
    await store.close()
  }
}

/** Conversations that were mended again and again since. */
export function goneInACircle(trail: readonly AuditEntry[], sinceMs: number): string[] {
  const begun = trail.filter(({ kind, atMs }) => kind === 'begun' && atMs >= sinceMs)
  return [...grouped(begun, ({ conversationSid }) => conversationSid)].flatMap(([sid, entries]) => {
    const rounds = entries.map(({ rule }) => ({ repaired: rule }))
    return settlingViolations(rounds).map((what) => `settling-ends (${sid}): ${what}`)
  })
}

/** How often each rule has mended something, the most frequent first. */
export function repairsByRule(trail: readonly AuditEntry[]): (readonly [rule: string, times: number])[] {
  const repaired = trail.filter(({ kind }) => kind === 'repaired')
  return [...grouped(repaired, ({ rule }) => rule)]
    .map(([rule, { length }]) => [rule, length] as const)
    .toSorted(([, left], [, right]) => right - left)
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

function grouped(
  trail: readonly AuditEntry[],
  keyOf: (entry: AuditEntry) => string | undefined,
): Map<string, AuditEntry[]> {
  const groups = new Map<string, AuditEntry[]>()
  for (const entry of trail) {
    const key = keyOf(entry) ?? ''
    groups.set(key, [...(groups.get(key) ?? []), entry])
  }
  return groups
}
