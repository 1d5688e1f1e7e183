import { useDocumentVisibility } from '@mantine/hooks'
import { useEffect, useState } from 'react'

/** How soon a stream that the browser has given up on is opened again; it retries by itself after a broken connection. */
const REOPEN_MS = 2000

/** The newest value of a stream of the server's, and whether the next one would reach us. */
export interface News<Value> {
  readonly value: Value | undefined
  readonly isConnected: boolean
}

interface Heard<Value> extends News<Value> {
  readonly path: string | undefined
}

/**
 * Follows a stream of the server's. A tab that nobody sees follows none: browsers open six connections to one address, all
 * tabs together, and the desktops need some. Values are whole, so nothing is missed by coming back later.
 */
export function useNews<Value>(path: string | undefined, eventName: string): News<Value> {
  const [heard, setHeard] = useState<Heard<Value>>({ path, value: undefined, isConnected: true })
  const isVisible = useDocumentVisibility() !== 'hidden'
  useEffect(() => {
    if (path === undefined || !isVisible) return
    return follow<Value>(path, eventName, (change) => {
      setHeard((before) => ({ ...(before.path === path ? before : { value: undefined }), path, ...change }))
    })
  }, [path, eventName, isVisible])
  return heard.path === path ? heard : { value: undefined, isConnected: true }
}

type Change<Value> = Pick<News<Value>, 'isConnected'> & Partial<Pick<News<Value>, 'value'>>

/** Answers how to stop. */
function follow<Value>(path: string, eventName: string, onChange: (change: Change<Value>) => void): () => void {
  let source: EventSource
  let reopening: ReturnType<typeof setTimeout> | undefined
  const open = (): void => {
    source = new EventSource(path)
    source.addEventListener('open', () => onChange({ isConnected: true }))
    source.addEventListener('error', () => {
      onChange({ isConnected: false })
      if (source.readyState === EventSource.CLOSED) reopening = setTimeout(open, REOPEN_MS)
    })
    source.addEventListener(eventName, ({ data }) => {
      // The server is of the same commit as this page, so it is taken at its word.
      const value: Value = JSON.parse(String(data))
      onChange({ isConnected: true, value })
    })
  }
  open()
  return () => {
    clearTimeout(reopening)
    source.close()
  }
}
