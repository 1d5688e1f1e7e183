import type { ConversationSummary } from '@conversation-transfer/playground/view/live-view.ts'
import type { ReactElement } from 'react'
import { Panel } from '../panel.tsx'
import { timeOfDay } from '../time-of-day.ts'
import { ChannelIcon } from './channel-icon.tsx'
import { ConversationState } from './conversation-state.tsx'
import './conversations.css'

interface ConversationListProps {
  readonly conversations: readonly ConversationSummary[]
  readonly chosen: string | undefined
  readonly onChoose: (conversationSid: string) => void
}

export function ConversationList({ conversations, chosen, onChoose }: ConversationListProps): ReactElement {
  const alone = conversations.filter(({ isAlone }) => isAlone).length
  return (
    <Panel title="Conversations">
      <p className={alone > 0 ? 'lonely lonely--yes' : 'lonely'} role="status">
        {aloneText(conversations.length, alone)}
      </p>
      <ul className="talks">
        {conversations.map((conversation) => (
          <li key={conversation.conversationSid}>
            <ConversationRow
              conversation={conversation}
              isChosen={conversation.conversationSid === chosen}
              onChoose={onChoose}
            />
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function aloneText(count: number, alone: number): string {
  if (count === 0) return 'Nobody has written yet.'
  if (alone === 0) return 'No customer is alone.'
  return alone === 1 ? 'One customer is alone!' : `${alone} customers are alone!`
}

interface ConversationRowProps {
  readonly conversation: ConversationSummary
  readonly isChosen: boolean
  readonly onChoose: (conversationSid: string) => void
}

function ConversationRow({ conversation, isChosen, onChoose }: ConversationRowProps): ReactElement {
  const { conversationSid, channel, customer, lastMessage, startedAt } = conversation
  return (
    <button
      type="button"
      className={`talk ${isChosen ? 'talk--chosen' : ''}`}
      aria-pressed={isChosen}
      onClick={() => onChoose(conversationSid)}
    >
      <ChannelIcon channel={channel} />
      <span className="talk__text">
        <span className="talk__top">
          <span className="talk__customer">{customer}</span>
          <span className="talk__time">{timeOfDay(lastMessage?.at ?? startedAt)}</span>
        </span>
        {lastMessage !== undefined && <span className="talk__message">{lastMessage.body || 'A file'}</span>}
        <ConversationState conversation={conversation} />
      </span>
    </button>
  )
}
