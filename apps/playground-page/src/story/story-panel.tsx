import type { ConversationStory } from '@conversation-transfer/playground/view/conversation-story.ts'
import type { ConversationSummary, LiveView } from '@conversation-transfer/playground/view/live-view.ts'
import type { ReactElement } from 'react'
import { channelName } from '../conversations/channel-icon.tsx'
import { ConversationActions } from '../conversations/conversation-actions.tsx'
import { ConversationState } from '../conversations/conversation-state.tsx'
import { Panel } from '../panel.tsx'
import { FirstSteps } from './first-steps.tsx'
import { Story } from './story.tsx'
import './story.css'

interface StoryPanelProps {
  readonly live: LiveView
  readonly conversation: ConversationSummary | undefined
  /** Perhaps of another conversation still. */
  readonly story: ConversationStory | undefined
}

/** One conversation: what can be done with it, and all that happened. */
export function StoryPanel({ live, conversation, story }: StoryPanelProps): ReactElement {
  if (conversation === undefined) {
    return (
      <Panel id="story" title="Story">
        <FirstSteps />
      </Panel>
    )
  }
  const sid = conversation.conversationSid
  return (
    <Panel
      id="story"
      title={`Story: ${channelName(conversation.channel)} with ${conversation.customer}`}
      note={<ConversationState conversation={conversation} />}
    >
      <div className="story">
        <ConversationActions key={`actions of ${sid}`} live={live} conversation={conversation} />
        {story?.conversationSid === sid ? (
          <Story key={`story of ${sid}`} story={story} />
        ) : (
          <p className="empty" role="status">
            The story is being loaded …
          </p>
        )}
      </div>
    </Panel>
  )
}
