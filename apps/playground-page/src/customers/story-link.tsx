import { ActionIcon, Tooltip } from '@mantine/core'
import IconTimelineEvent from '@tabler/icons-react/icons/IconTimelineEvent'
import type { ReactElement } from 'react'

interface StoryLinkProps {
  readonly conversationSid: string | undefined
  readonly onChoose: (conversationSid: string) => void
}

/** From a phone to what became of its conversation. */
export function StoryLink({ conversationSid, onChoose }: StoryLinkProps): ReactElement | null {
  if (conversationSid === undefined) return null
  return (
    <Tooltip label="Show this conversation's story">
      <ActionIcon
        className="phone__action"
        variant="transparent"
        size={30}
        aria-label="Show this conversation's story"
        onClick={() => onChoose(conversationSid)}
      >
        <IconTimelineEvent size={19} />
      </ActionIcon>
    </Tooltip>
  )
}
