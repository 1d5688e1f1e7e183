import type { StoryEntry } from '@conversation-transfer/playground/view/conversation-story.ts'
import { Button } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import { HIDDEN_AT_FIRST, shownEntries, without } from './entries.ts'
import { EntryFilter } from './entry-filter.tsx'
import { EntryRow } from './entry-row.tsx'

/** More only on request: a long conversation has thousands of calls. */
const PAGE_ENTRIES = 60

interface EntryListProps {
  readonly entries: readonly StoryEntry[]
  /** The entry whose raw form is open. */
  readonly chosen: string | undefined
  readonly onChoose: (entryId: string | undefined) => void
}

/** All that happened, in words, the newest first. */
export function EntryList({ entries, chosen, onChoose }: EntryListProps): ReactElement {
  const [hidden, setHidden] = useState(HIDDEN_AT_FIRST)
  const [limit, setLimit] = useState(PAGE_ENTRIES)
  // What somebody points at in the picture is shown, whatever its kind.
  const chosenKind = entries.find(({ id }) => id === chosen)?.kind
  const shown = shownEntries(entries, chosenKind === undefined ? hidden : without(hidden, chosenKind))
  const chosenIndex = shown.findIndex(({ id }) => id === chosen)
  const visible = shown.slice(0, Math.max(limit, chosenIndex + 1))
  return (
    <div>
      <EntryFilter entries={entries} hidden={hidden} onChange={setHidden} />
      <ol className="entries" aria-label="What happened, the newest first">
        {visible.map((entry) => (
          <EntryRow key={entry.id} entry={entry} isOpen={entry.id === chosen} onChoose={onChoose} />
        ))}
      </ol>
      {shown.length === 0 && <p className="empty">Nothing of these kinds.</p>}
      {visible.length < shown.length && (
        <Button variant="default" size="xs" fullWidth onClick={() => setLimit(limit + PAGE_ENTRIES)}>
          Show older ones ({shown.length - visible.length})
        </Button>
      )}
    </div>
  )
}
