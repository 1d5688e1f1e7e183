import type { World } from '../../world/world.ts'
import type { Conversation, ConversationStateName } from './state.ts'

/** What the timers of a conversation have it do next. */
export interface NextTransition {
  readonly state: ConversationStateName
  readonly atMs: number
}

/** An active conversation becomes inactive; one that is inactive, or has no timer for that, is closed (CV-7). */
export function nextTransition(world: World, { state, timers }: Conversation): NextTransition | undefined {
  const { inactiveAfterMs, closedAfterMs, quietSinceMs } = timers
  if (state === 'active' && inactiveAfterMs !== undefined) {
    return { state: 'inactive', atMs: quietSinceMs + inactiveAfterMs }
  }
  const canClose = state === 'inactive' || (state === 'active' && world.assumptions.closedTimerClosesActive)
  if (canClose && closedAfterMs !== undefined) {
    return { state: 'closed', atMs: quietSinceMs + closedAfterMs }
  }
  return undefined
}
