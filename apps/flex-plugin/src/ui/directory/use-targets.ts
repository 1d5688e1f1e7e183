import type { SeenTarget } from '@conversation-transfer/transfer'
import React from 'react'
import type { ConversationKey } from '../../host/messaging-task.ts'
import { usePlugin } from '../plugin-context.tsx'

/** Nobody's typing is answered letter by letter. */
const TYPING_PAUSE_MS = 250

export interface Targets {
  readonly state: 'loading' | 'failed' | 'found'
  readonly targets: readonly SeenTarget[]
  readonly again: () => void
}

/** Whom a conversation can go to, by a part of their names. What was found stays until something newer is. */
export function useTargets(key: ConversationKey, taskSids: readonly string[], search: string): Targets {
  const { service, clock } = usePlugin()
  const [found, setFound] = React.useState<Omit<Targets, 'again'>>({ state: 'loading', targets: [] })
  const [times, setTimes] = React.useState(0)
  const { conversationSid } = key
  React.useEffect(() => {
    let isOutdated = false
    const ask = async (): Promise<void> => {
      const answer = await service.look({ ...key, taskSids }, search)
      if (isOutdated) return
      if (answer.result === 'seen') setFound({ state: 'found', targets: answer.targets ?? [] })
      else setFound(({ targets }) => ({ state: 'failed', targets }))
    }
    const callOff = clock.after(search === '' ? 0 : TYPING_PAUSE_MS, () => void ask())
    return () => {
      isOutdated = true
      callOff()
    }
    // The hints only save the server a round: a new one is no reason to ask again.
  }, [service, clock, conversationSid, search, times])
  const again = React.useCallback(() => {
    setFound({ state: 'loading', targets: [] })
    setTimes((before) => before + 1)
  }, [])
  return { ...found, again }
}
