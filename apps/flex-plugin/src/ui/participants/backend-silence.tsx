import type { SeenBackend } from '@conversation-transfer/transfer'
import React from 'react'
import { age } from '../age.ts'
import { Weak } from '../parts.ts'
import { usePlugin } from '../plugin-context.tsx'
import { useNow } from '../use-now.ts'

/** A backend that was there and says nothing for so long is told of; one that never was is not missed. */
const SILENT_MS = 180_000
const LOOKED_AT_AGAIN_MS = 10_000

export function BackendSilence({ backend }: { readonly backend: SeenBackend | undefined }): React.ReactElement | null {
  const { say } = usePlugin()
  const nowMs = useNow(LOOKED_AT_AGAIN_MS)
  if (backend === undefined || nowMs - backend.aliveAtMs < SILENT_MS) return null
  return <Weak role="status">{say('BackendSilent', { age: age(nowMs - backend.aliveAtMs) })}</Weak>
}
