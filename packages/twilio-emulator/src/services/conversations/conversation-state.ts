import type { World } from '../../world/world.ts'
import { forgetOpenParticipants } from './conversation-contents.ts'
import { nextTransition } from './conversation-timers.ts'
import type { Conversation, ConversationStateName } from './state.ts'

/** Who or what changed a conversation's state, in the words of Twilio's webhook (CV-6). */
export type StateReason = 'API' | 'TIMER' | 'EVENT'

/** Moves an open conversation into another state. One change is told, which says where the conversation came from. */
export function setConversationState(
  world: World,
  before: Conversation,
  { state, reason }: { readonly state: ConversationStateName; readonly reason: StateReason },
): Conversation {
  const nowMs = world.clock.now()
  const conversation = world.conversations.conversations.put({
    ...before,
    state,
    stateChangedAtMs: nowMs,
    timers: { ...before.timers, quietSinceMs: nowMs },
    updatedAtMs: nowMs,
  })
  if (state === 'closed') forgetOpenParticipants(world, conversation.sid)
  watchTimers(world, conversation)
  world.changes.publish({ kind: 'conversation.state-updated', conversation, from: before.state, reason })
  return conversation
}

/** Watches the quiet of this conversation anew (CV-7): after every change that ends a quiet or sets a timer. */
export function watchTimers(world: World, conversation: Conversation): void {
  const { timers } = world.conversations
  timers.clear(conversation.sid)
  const next = nextTransition(world, conversation)
  if (next === undefined) return
  const run = (): void => {
    const now = world.conversations.conversations.get(conversation.sid)
    if (now !== undefined) setConversationState(world, now, { state: next.state, reason: 'TIMER' })
  }
  timers.set(conversation.sid, next.atMs, run)
}

/** Something was said: the quiet begins anew, and an inactive conversation is active again (CV-7). */
export function endQuiet(world: World, conversation: Conversation): void {
  if (conversation.state === 'inactive') {
    setConversationState(world, conversation, { state: 'active', reason: 'EVENT' })
    return
  }
  const timers = { ...conversation.timers, quietSinceMs: world.clock.now() }
  // No change is told: only the dates in `timers` differ, and they follow from the message that is told.
  watchTimers(world, world.conversations.conversations.put({ ...conversation, timers }))
}
