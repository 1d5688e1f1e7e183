import type { AuditEntry, Store } from '@conversation-transfer/backend'
import { settlingViolations } from '@conversation-transfer/transfer'

const ENTRIES_PER_PAGE = 500

/** All that the backend has written down, the oldest first. */
export async function wholeTrail({ audit }: Pick<Store, 'audit'>): Promise<readonly AuditEntry[]> {
  const trail: AuditEntry[] = []
  for (;;) {
    const page = await audit.entries({ beforeId: trail.at(-1)?.id, limit: ENTRIES_PER_PAGE })
    trail.push(...page)
    if (page.length < ENTRIES_PER_PAGE) return trail.toReversed()
  }
}

/** Conversations that were mended again and again since. */
export function goneInACircle(trail: readonly AuditEntry[], sinceMs: number): string[] {
  const begun = trail.filter(({ kind, atMs }) => kind === 'begun' && atMs >= sinceMs)
  const sids = new Set(begun.map(({ conversationSid }) => conversationSid))
  return [...sids].flatMap((sid) => {
    const rounds = begun.filter(({ conversationSid }) => conversationSid === sid)
    const repaired = rounds.map(({ rule }) => ({ repaired: rule }))
    return settlingViolations(repaired).map((what) => `settling-ends (${sid}): ${what}`)
  })
}
