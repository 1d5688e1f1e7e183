import type { ConversationStory } from '@conversation-transfer/playground/view/conversation-story.ts'
import { useEffect, useState } from 'react'
import { isLive } from './picture.ts'

/** How often the picture grows while nothing happens. */
const GROW_EVERY_MS = 1000

/** The emulator's time now: what the story said, and what has passed since it was told. */
export function useStoryNow(story: ConversationStory): number {
  const [told, setTold] = useState({ story, atMs: performance.now() })
  const [nowMs, setNowMs] = useState(performance.now())
  if (told.story !== story) {
    setTold({ story, atMs: performance.now() })
    setNowMs(performance.now())
  }
  const grows = isLive(story)
  useEffect(() => {
    if (!grows) return
    const timer = setInterval(() => setNowMs(performance.now()), GROW_EVERY_MS)
    return () => clearInterval(timer)
  }, [grows])
  return Date.parse(story.now) + Math.max(0, nowMs - told.atMs)
}
