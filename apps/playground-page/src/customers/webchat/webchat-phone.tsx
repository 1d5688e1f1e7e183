import type { LiveView } from '@conversation-transfer/playground/view/live-view.ts'
import { ActionIcon, Tooltip } from '@mantine/core'
import IconMessageCircle from '@tabler/icons-react/icons/IconMessageCircle'
import IconX from '@tabler/icons-react/icons/IconX'
import { useSyncExternalStore, type ReactElement } from 'react'
import { useAction } from '../../notices/use-action.ts'
import { Bubbles } from '../bubbles.tsx'
import { Composer } from '../composer.tsx'
import { PhoneFrame } from '../phone-frame.tsx'
import { StoryLink } from '../story-link.tsx'
import { ChatEnd } from './chat-end.tsx'
import type { ChatSession } from './chat-session.ts'
import { ownStatus, type ChatState } from './chat-state.ts'
import { StartForm } from './start-form.tsx'
import { Typing } from './typing.tsx'
import { useWebchat, type Webchat } from './use-webchat.ts'

interface WebchatPhoneProps {
  readonly live: LiveView
  readonly onChoose: (conversationSid: string) => void
}

/** A webchat widget, on Twilio's own Conversations SDK. */
export function WebchatPhone({ live, onChoose }: WebchatPhoneProps): ReactElement {
  const webchat = useWebchat(live)
  const { session } = webchat
  const names = new Map(live.staff.map(({ name, fullName }) => [name, fullName]))
  if (session !== undefined) return <Chat webchat={webchat} session={session} names={names} onChoose={onChoose} />
  return (
    <Frame subtitle="We answer at once" actions={null}>
      <StartForm webchat={webchat} />
    </Frame>
  )
}

interface ChatProps {
  readonly webchat: Webchat
  readonly session: ChatSession
  /** Full names, by identity. */
  readonly names: ReadonlyMap<string, string>
  readonly onChoose: WebchatPhoneProps['onChoose']
}

function Chat({ webchat, session, names, onChoose }: ChatProps): ReactElement {
  const state = useSyncExternalStore(session.subscribe, session.state)
  const { isBusy, run } = useAction()
  const { phase } = state
  const isOpen = phase === 'open'
  const messages = state.messages.map((message) => ({ ...message, author: named(message.author, names) }))
  const actions = (
    <>
      <StoryLink conversationSid={webchat.customer?.conversationSid} onChoose={onChoose} />
      {isOpen && <EndButton onEnd={() => void run(() => session.leave())} />}
    </>
  )
  return (
    <Frame subtitle={subtitleOf(state, webchat.customer?.name ?? '')} actions={actions}>
      <Bubbles
        label="Messages of the webchat"
        messages={messages}
        empty={phase === 'connecting' ? 'Connecting …' : 'How can we help you?'}
        status={ownStatus(state)}
      >
        {state.typing.length > 0 && <Typing names={state.typing.map((identity) => names.get(identity) ?? identity)} />}
      </Bubbles>
      {phase === 'ended' || phase === 'failed' ? (
        <ChatEnd webchat={webchat} hasFailed={phase === 'failed'} />
      ) : (
        <Composer
          label="Message from the webchat"
          isBusy={isBusy}
          onSend={(body) => run(() => session.write(body))}
          onType={() => session.type()}
          onAttach={(file) => void run(() => session.attach(file))}
        />
      )}
    </Frame>
  )
}

function Frame(props: Pick<Parameters<typeof PhoneFrame>[0], 'subtitle' | 'actions' | 'children'>): ReactElement {
  const avatar = <IconMessageCircle size={20} />
  return <PhoneFrame {...props} look="web" label="Webchat" title="Chat with us" avatar={avatar} />
}

function EndButton({ onEnd }: { readonly onEnd: () => void }): ReactElement {
  return (
    <Tooltip label="End the chat as the customer">
      <ActionIcon className="phone__action" variant="transparent" size={30} aria-label="End the chat" onClick={onEnd}>
        <IconX size={19} />
      </ActionIcon>
    </Tooltip>
  )
}

function subtitleOf({ phase, isConnected }: ChatState, name: string): string {
  if (phase === 'connecting') return 'Connecting …'
  if (phase === 'ended') return 'The chat has ended'
  return isConnected ? `Webchat · you are ${name}` : 'No connection; trying again …'
}

function named(author: string | undefined, names: ReadonlyMap<string, string>): string | undefined {
  return author === undefined ? undefined : (names.get(author) ?? author)
}
