import type { EntryKind, StoryEntry } from '@conversation-transfer/playground/view/conversation-story.ts'
import IconServer from '@tabler/icons-react/icons/IconServer'
import IconBell from '@tabler/icons-react/icons/IconBell'
import IconChevronRight from '@tabler/icons-react/icons/IconChevronRight'
import IconMail from '@tabler/icons-react/icons/IconMail'
import IconMessage from '@tabler/icons-react/icons/IconMessage'
import IconMessages from '@tabler/icons-react/icons/IconMessages'
import IconSubtask from '@tabler/icons-react/icons/IconSubtask'
import IconUsersGroup from '@tabler/icons-react/icons/IconUsersGroup'
import IconTool from '@tabler/icons-react/icons/IconTool'
import IconWebhook from '@tabler/icons-react/icons/IconWebhook'
import { useEffect, useId, useRef, type ReactElement } from 'react'
import { timeOfDayWithSeconds } from '../time-of-day.ts'
import { KIND_NAMES } from './entries.ts'
import { JsonView } from './json-view.tsx'
import { durationText } from './time-axis.ts'

const ICONS: Readonly<Record<EntryKind, typeof IconServer>> = {
  message: IconMessage,
  invite: IconMail,
  reservation: IconBell,
  participant: IconUsersGroup,
  task: IconSubtask,
  conversation: IconMessages,
  repair: IconTool,
  call: IconServer,
  webhook: IconWebhook,
}

interface EntryRowProps {
  readonly entry: StoryEntry
  readonly isOpen: boolean
  readonly onChoose: (entryId: string | undefined) => void
}

/** A sentence, and behind it what it was made of. */
export function EntryRow({ entry, isOpen, onChoose }: EntryRowProps): ReactElement {
  const { id, at, kind, title, detail, tone, durationMs, raw } = entry
  const rawId = useId()
  const row = useRef<HTMLLIElement>(null)
  const Icon = ICONS[kind]
  useEffect(() => {
    if (isOpen) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isOpen])
  return (
    <li ref={row} className={`entry entry--${tone} entry--of-${kind}`}>
      <button
        type="button"
        className="entry__line"
        aria-expanded={isOpen}
        aria-controls={rawId}
        onClick={() => onChoose(isOpen ? undefined : id)}
      >
        <time className="entry__time" dateTime={at}>
          {timeOfDayWithSeconds(at)}
        </time>
        <span className="entry__icon" role="img" aria-label={KIND_NAMES[kind]}>
          <Icon size={16} aria-hidden="true" />
        </span>
        <span className="entry__text">
          <span className="entry__title">{title}</span>
          {detail !== undefined && <span className="entry__detail">{detail}</span>}
        </span>
        {durationMs !== undefined && <span className="tag entry__took">{durationText(durationMs)}</span>}
        <IconChevronRight className="entry__chevron" size={16} aria-hidden="true" />
      </button>
      <div id={rawId}>{isOpen && <JsonView value={raw} label={`Raw form of: ${title}`} />}</div>
    </li>
  )
}
