import type { ConversationSummary, LiveView } from '@conversation-transfer/playground/view/live-view.ts'
import { Loader } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useState, type ReactElement } from 'react'
import { ConversationList } from './conversations/conversation-list.tsx'
import { PHONE_ADDRESSES } from './customers/addresses.ts'
import { Customers } from './customers/customers.tsx'
import { Header } from './header/header.tsx'
import { useViews } from './server/use-views.ts'
import { chosenIn, type Views } from './server/views.ts'
import { Staff } from './staff/staff.tsx'
import { StoryPanel } from './story/story-panel.tsx'
import { Troubles } from './trouble/troubles.tsx'

/** Where `page.css` has a second column: what stands last on narrow screens has a place in it. */
const WIDE = '(min-width: 1240px)'

/** The whole page, as the server says that the contact center is now. */
export function App(): ReactElement {
  const [chosen, choose] = useState<string | undefined>()
  const views = useViews({ chosen, phones: PHONE_ADDRESSES })
  return (
    <>
      <a className="skip" href="#story">
        To the conversation's story
      </a>
      <Header isConnected={views.isConnected} />
      <main>
        <h1 className="visually-hidden">Playground: conversations between customers and agents</h1>
        {views.live === undefined ? (
          <Loading />
        ) : (
          <ControlRoom
            key={views.live.world}
            views={views}
            live={views.live}
            conversation={chosenIn(views.live, chosen)}
            onChoose={choose}
          />
        )}
      </main>
    </>
  )
}

function Loading(): ReactElement {
  return (
    <div className="loading" role="status">
      <Loader size="sm" />
      <span>The contact center is being loaded …</span>
    </div>
  )
}

interface ControlRoomProps {
  readonly views: Views
  readonly live: LiveView
  readonly conversation: ConversationSummary | undefined
  readonly onChoose: (conversationSid: string) => void
}

/** Made anew with each new world: whatever was typed is of the old one. */
function ControlRoom({ views, live, conversation, onChoose }: ControlRoomProps): ReactElement {
  const isWide = useMediaQuery(WIDE, true, { getInitialValueInEffect: false })
  const troubles = <Troubles live={live} conversation={conversation} />
  return (
    <div className="layout">
      <Customers live={live} phones={views.phones} onChoose={onChoose} />
      <div className="layout__side">
        <Staff live={live} onChoose={onChoose} />
        {isWide && troubles}
      </div>
      <div className="conversations">
        <ConversationList
          conversations={live.conversations}
          chosen={conversation?.conversationSid}
          onChoose={onChoose}
        />
        <StoryPanel live={live} conversation={conversation} story={views.story} />
      </div>
      {!isWide && troubles}
    </div>
  )
}
