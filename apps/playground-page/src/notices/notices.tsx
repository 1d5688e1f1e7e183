import { Notification } from '@mantine/core'
import IconAlertTriangle from '@tabler/icons-react/icons/IconAlertTriangle'
import IconCheck from '@tabler/icons-react/icons/IconCheck'
import { createContext, useCallback, useContext, useMemo, useState, type ReactElement, type ReactNode } from 'react'
import { useExpiry } from './use-expiry.ts'
import './notices.css'

/** So many are shown at once; older ones give way. */
const NOTICES_MAX = 4

export interface Notice {
  readonly id: number
  readonly tone: 'good' | 'bad'
  readonly text: string
}

type Tell = (tone: Notice['tone'], text: string) => void

const TellContext = createContext<Tell>(() => {})

/** Says something to whoever is at the page. */
export function useTell(): Tell {
  return useContext(TellContext)
}

export function NoticesProvider({ children }: { readonly children: ReactNode }): ReactElement {
  const [notices, setNotices] = useState<readonly Notice[]>([])
  const tell = useCallback<Tell>((tone, text) => {
    setNotices((before) => {
      const id = (before.at(-1)?.id ?? 0) + 1
      return [...before.filter((notice) => notice.text !== text), { id, tone, text }].slice(-NOTICES_MAX)
    })
  }, [])
  const close = useCallback((id: number) => setNotices((before) => before.filter((notice) => notice.id !== id)), [])
  const list = useMemo(
    () => notices.map((notice) => <NoticeView key={notice.id} notice={notice} onClose={close} />),
    [notices, close],
  )
  return (
    <TellContext value={tell}>
      {children}
      <div className="notices" role="log" aria-label="Notices" aria-live="polite">
        {list}
      </div>
    </TellContext>
  )
}

interface NoticeViewProps {
  readonly notice: Notice
  readonly onClose: (id: number) => void
}

function NoticeView({ notice, onClose }: NoticeViewProps): ReactElement {
  const { id, tone, text } = notice
  const hold = useExpiry(useCallback(() => onClose(id), [onClose, id]))
  const isBad = tone === 'bad'
  return (
    <Notification
      {...hold}
      role={isBad ? 'alert' : 'status'}
      icon={isBad ? <IconAlertTriangle size={18} /> : <IconCheck size={18} />}
      color={isBad ? 'red.8' : 'teal.9'}
      onClose={() => onClose(id)}
      closeButtonProps={{ 'aria-label': 'Close notice' }}
      withBorder
    >
      {text}
    </Notification>
  )
}
