import React from 'react'
import { isSilent } from '../../conversations/backend-silence.ts'
import type { KnownConversation } from '../../conversations/known-conversations.ts'
import { age } from '../age.ts'
import { Weak } from '../parts.ts'
import { usePlugin } from '../plugin-context.tsx'
import { useNow } from '../use-now.ts'

const LOOKED_AT_AGAIN_MS = 10_000

/** What is known of a backend is as old as the last look; before it is called silent, the server is asked anew. */
const ASKED_AGAIN_MS = 60_000

/** A backend that was there and is silent is told of; one that never was is not missed. */
export function BackendSilence({ known }: { readonly known: KnownConversation }): React.ReactElement | null {
  const { say, look } = usePlugin()
  const nowMs = useNow(LOOKED_AT_AGAIN_MS)
  const { seen, seenAtMs, key } = known
  const backend = seen?.backend
  const mayBeSilent = backend !== undefined && isSilent(backend, nowMs)
  const isOutdated = mayBeSilent && nowMs - seenAtMs >= ASKED_AGAIN_MS
  React.useEffect(() => {
    if (isOutdated) look(key.conversationSid)
    // Without an answer it is asked again the next time that one looks.
  }, [isOutdated, nowMs, look, key.conversationSid])
  if (backend === undefined || !isSilent(backend, seenAtMs)) return null
  return <Weak role="status">{say('BackendSilent', { age: age(nowMs - backend.aliveAtMs) })}</Weak>
}
