import { useEffect, useState } from 'react'
import { chosenIn, NO_VIEWS, withTold, type Told, type Views } from './views.ts'

/** How soon a stream that the browser has given up on is opened again; it retries by itself after a broken connection. */
const REOPEN_MS = 2000

const EVENTS = ['view', 'story', 'phone'] as const satisfies readonly Told['event'][]

interface Looking {
  /** The conversation that somebody chose. */
  readonly chosen: string | undefined
  /** The addresses of phones. */
  readonly phones: readonly string[]
}

/**
 * Follows all that the page shows on one connection: a browser opens six to an origin, for all of its tabs together. Views
 * come whole, so nothing is missed while the connection is lost.
 */
export function useViews({ chosen, phones }: Looking): Views & { readonly isConnected: boolean } {
  const [views, setViews] = useState(NO_VIEWS)
  const [isConnected, setIsConnected] = useState(true)
  const path = pathFor(chosenIn(views.live, chosen)?.conversationSid, phones)
  useEffect(
    () =>
      follow(path, {
        onTold: (told) => setViews((before) => withTold(before, told)),
        onConnection: setIsConnected,
      }),
    [path],
  )
  return { ...views, isConnected }
}

function pathFor(storySid: string | undefined, phones: readonly string[]): string {
  const query = new URLSearchParams(phones.map((address) => ['phone', address]))
  if (storySid !== undefined) query.set('story', storySid)
  return `/playground/events?${query}`
}

interface Listener {
  readonly onTold: (told: Told) => void
  readonly onConnection: (isConnected: boolean) => void
}

/** Answers how to stop. */
function follow(path: string, { onTold, onConnection }: Listener): () => void {
  let source: EventSource
  let reopening: ReturnType<typeof setTimeout> | undefined
  const open = (): void => {
    source = new EventSource(path)
    source.addEventListener('open', () => onConnection(true))
    source.addEventListener('error', () => {
      onConnection(false)
      if (source.readyState === EventSource.CLOSED) reopening = setTimeout(open, REOPEN_MS)
    })
    for (const event of EVENTS) {
      source.addEventListener(event, ({ data }) => {
        // The server is of the same commit as this page, so it is taken at its word.
        const told = { event, value: JSON.parse(String(data)) } as Told
        onTold(told)
      })
    }
  }
  open()
  return () => {
    clearTimeout(reopening)
    source.close()
  }
}
