import type { SeenTarget } from '@conversation-transfer/transfer'
import React from 'react'
import type { ConversationKey } from '../../host/messaging-task.ts'
import { usePlugin } from '../plugin-context.tsx'

/** A directory that stays open is read again: who is free changes all the time. */
const AGAIN_AFTER_MS = 10_000
/** A server that could not answer is asked again a little later, without anybody having to press a button. */
const AGAIN_AFTER_FAILURE_MS = 3_000

/** Nobody's typing is answered letter by letter. */
const TYPING_PAUSE_MS = 250

export interface Targets {
  readonly state: 'loading' | 'failed' | 'found'
  readonly targets: readonly SeenTarget[]
  readonly again: () => void
}

/**
 * Whom a conversation can go to, by a part of their names. What was found stays until something newer is, which is
 * asked for as long as somebody looks.
 */
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
      const isSeen = answer.result === 'seen'
      if (isSeen) setFound({ state: 'found', targets: answer.targets ?? [] })
      else setFound(({ targets }) => ({ state: 'failed', targets }))
      callOff = clock.after(isSeen ? AGAIN_AFTER_MS : AGAIN_AFTER_FAILURE_MS, () => void ask())
    }
    let callOff = clock.after(search === '' ? 0 : TYPING_PAUSE_MS, () => void ask())
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
