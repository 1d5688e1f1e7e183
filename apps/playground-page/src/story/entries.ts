import type { EntryKind, StoryEntry } from '@conversation-transfer/playground/view/conversation-story.ts'

/** In the order in which they stand as filters. */
export const ENTRY_KINDS = [
  'message',
  'invite',
  'reservation',
  'participant',
  'task',
  'conversation',
  'repair',
  'call',
  'webhook',
] as const satisfies readonly EntryKind[]

export const KIND_NAMES: Readonly<Record<EntryKind, string>> = {
  message: 'Messages',
  invite: 'Invites',
  reservation: 'Reservations',
  participant: 'Participants',
  task: 'Tasks',
  conversation: 'Conversation',
  repair: 'Repairs',
  call: 'API calls',
  webhook: 'Webhooks',
}

/** What is not shown until somebody wants it: there are ten times as many of these as of all others. */
export const HIDDEN_AT_FIRST: ReadonlySet<EntryKind> = new Set(['call', 'webhook'])

/** How many there are of each kind. */
export function countsOf(entries: readonly StoryEntry[]): ReadonlyMap<EntryKind, number> {
  const counts = new Map<EntryKind, number>()
  for (const { kind } of entries) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return counts
}

/** The newest first, of the kinds that are not hidden. */
export function shownEntries(entries: readonly StoryEntry[], hidden: ReadonlySet<EntryKind>): StoryEntry[] {
  return entries.filter(({ kind }) => !hidden.has(kind)).toReversed()
}

export function without(kinds: ReadonlySet<EntryKind>, kind: EntryKind): ReadonlySet<EntryKind> {
  return new Set([...kinds].filter((candidate) => candidate !== kind))
}
