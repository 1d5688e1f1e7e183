import type { AuditEntry, AuditKind } from '@conversation-transfer/backend'
import type { StoryEntry } from '../view/conversation-story.ts'

/** What the backend found wrong with the conversation, and what it did. */
export function repairEntries(entries: readonly AuditEntry[], conversationSid: string): StoryEntry[] {
  const own = entries.filter((entry) => entry.conversationSid === conversationSid)
  return own.flatMap((entry) => {
    const title = TITLES[entry.kind]
    return title === undefined ? [] : [repairEntry(entry, title)]
  })
}

/** That one was begun is seen by how it ended. */
const TITLES: Readonly<Partial<Record<AuditKind, string>>> = {
  repaired: 'The backend mended it',
  failed: 'The backend could not mend it',
  withheld: 'The backend held a repair back',
  alarm: 'The backend asks for a person',
}

function repairEntry(entry: AuditEntry, title: string): StoryEntry {
  const { id, atMs, kind, rule, reason } = entry
  return {
    id: `repair-${id}`,
    at: new Date(atMs).toISOString(),
    kind: 'repair',
    laneId: undefined,
    title: rule === undefined ? title : `${title}: ${rule}`,
    detail: reason,
    tone: kind === 'repaired' ? 'good' : 'bad',
    durationMs: undefined,
    raw: entry,
  }
}
