import type { ConversationStory } from '@conversation-transfer/playground/view/conversation-story.ts'
import { SegmentedControl } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import { EntryList } from './entry-list.tsx'
import { Legend } from './legend.tsx'
import { PictureView } from './picture-view.tsx'
import { useStoryNow } from './use-story-now.ts'

const MINUTE_MS = 60_000

/** How much of the conversation the picture shows. */
const WINDOWS = [
  { value: 'all', label: 'All' },
  { value: '5', label: '5 min' },
  { value: '1', label: '1 min' },
]

export function Story({ story }: { readonly story: ConversationStory }): ReactElement {
  const [window, setWindow] = useState('all')
  const [chosen, choose] = useState<string | undefined>()
  const nowMs = useStoryNow(story)
  const lastMs = window === 'all' ? undefined : Number(window) * MINUTE_MS
  return (
    <>
      <PictureView story={story} nowMs={nowMs} lastMs={lastMs} onChoose={choose} />
      <div className="story__below">
        <Legend />
        <SegmentedControl
          aria-label="How much of the conversation is shown"
          size="xs"
          data={WINDOWS}
          value={window}
          onChange={setWindow}
        />
      </div>
      <EntryList entries={story.entries} chosen={chosen} onChoose={choose} />
    </>
  )
}
