import type { EntryKind, StoryEntry } from '@conversation-transfer/playground/view/conversation-story.ts'
import { Chip, Group } from '@mantine/core'
import type { ReactElement } from 'react'
import { countsOf, ENTRY_KINDS, KIND_NAMES, without } from './entries.ts'

interface EntryFilterProps {
  readonly entries: readonly StoryEntry[]
  readonly hidden: ReadonlySet<EntryKind>
  readonly onChange: (hidden: ReadonlySet<EntryKind>) => void
}

/** Which kinds of entries are shown, with how many there are. */
export function EntryFilter({ entries, hidden, onChange }: EntryFilterProps): ReactElement {
  const counts = countsOf(entries)
  return (
    <Group gap={6} role="group" aria-label="Kinds of entries">
      {ENTRY_KINDS.map((kind) => (
        <Chip
          key={kind}
          size="xs"
          variant="outline"
          checked={!hidden.has(kind)}
          onChange={(isShown) => onChange(isShown ? without(hidden, kind) : new Set([...hidden, kind]))}
        >
          {KIND_NAMES[kind]} {counts.get(kind) ?? 0}
        </Chip>
      ))}
    </Group>
  )
}
