import { useEffect, useRef, type ReactElement, type ReactNode } from 'react'
import { Bubble } from './bubble.tsx'
import type { PhoneBubble } from './message.ts'

interface BubblesProps {
  /** Such as `Messages of the SMS phone`. */
  readonly label: string
  readonly messages: readonly PhoneBubble[]
  /** What stands there as long as there are no messages. */
  readonly empty: string
  /** How the newest own message fared, such as `Read`. */
  readonly status?: string | undefined
  /** Below everything, such as who is typing. */
  readonly children?: ReactNode
}

/** The messages, with the newest in view. Can be reached by keyboard, to scroll back. */
export function Bubbles({ label, messages, empty, status, children }: BubblesProps): ReactElement {
  const list = useRef<HTMLDivElement>(null)
  const newest = messages.at(-1)?.id
  const newestOwn = messages.findLast(({ author }) => author === undefined)?.id
  const hasMore = children !== null && children !== undefined && children !== false
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight })
  }, [newest, hasMore, status])
  return (
    // What scrolls must be reachable by keyboard.
    <div className="bubbles" ref={list} role="log" aria-label={label} tabIndex={0}>
      {messages.length === 0 && <p className="bubbles__empty">{empty}</p>}
      {messages.map((message) => (
        <Bubble key={message.id} message={message} status={message.id === newestOwn ? status : undefined} />
      ))}
      {children}
    </div>
  )
}
