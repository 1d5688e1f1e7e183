import type { LiveView } from '@conversation-transfer/playground/view/live-view.ts'
import { Loader } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useState, type ReactElement } from 'react'
import { ConversationList } from './conversations/conversation-list.tsx'
import { Customers } from './customers/customers.tsx'
import { Header } from './header/header.tsx'
import { useNews } from './server/use-news.ts'
import { Staff } from './staff/staff.tsx'
import { StoryPanel } from './story/story-panel.tsx'
import { Troubles } from './trouble/troubles.tsx'

/** Where `page.css` has a second column: what stands last on narrow screens has a place in it. */
const WIDE = '(min-width: 1240px)'

/** The whole page, as the server says that the contact center is now. */
export function App(): ReactElement {
  const { value: live, isConnected } = useNews<LiveView>('/playground/live', 'view')
  return (
    <>
      <a className="skip" href="#story">
        To the conversation's story
      </a>
      <Header isConnected={isConnected} />
      <main>
        <h1 className="visually-hidden">Playground: conversations between customers and agents</h1>
        {live === undefined ? <Loading /> : <ControlRoom key={live.world} live={live} />}
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

/** Made anew with each new world: whatever was chosen or typed is of the old one. */
function ControlRoom({ live }: { readonly live: LiveView }): ReactElement {
  const [chosen, choose] = useState<string | undefined>()
  const conversation =
    live.conversations.find(({ conversationSid }) => conversationSid === chosen) ?? live.conversations[0]
  const isWide = useMediaQuery(WIDE, true, { getInitialValueInEffect: false })
  const troubles = <Troubles live={live} conversation={conversation} />
  return (
    <div className="layout">
      <Customers live={live} onChoose={choose} />
      <div className="layout__side">
        <Staff live={live} onChoose={choose} />
        {isWide && troubles}
      </div>
      <div className="conversations">
        <ConversationList conversations={live.conversations} chosen={conversation?.conversationSid} onChoose={choose} />
        <StoryPanel live={live} conversation={conversation} />
      </div>
      {!isWide && troubles}
    </div>
  )
}
