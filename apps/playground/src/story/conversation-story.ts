import type { Emulator, LoggedCall, LoggedChange, LoggedWebhook } from '@conversation-transfer/twilio-emulator'
import type { ConversationStory, EntryKind, StoryEntry } from '../view/conversation-story.ts'
import { callEntries } from './call-entries.ts'
import { castOf, type Cast } from './cast.ts'
import { changeEntry } from './change-entries.ts'
import { isAbout, sidsOfConversation } from './conversation-sids.ts'
import { lanesOf } from './lanes.ts'
import { webhookEntries } from './webhook-entries.ts'

/** What a story is told from: everything that happened, was called and was told, of whatever conversation. */
export interface StorySources {
  readonly changes: readonly LoggedChange[]
  readonly calls: readonly LoggedCall[]
  readonly webhooks: readonly LoggedWebhook[]
  readonly cast: Cast
  readonly nowMs: number
}

/** The story of a conversation as the emulator's logs have it. */
export function conversationStory(
  { world, logs }: Pick<Emulator, 'world' | 'logs'>,
  conversationSid: string,
): ConversationStory {
  const { changes, calls, webhooks } = logs
  const cast = castOf(world, conversationSid)
  const sources = { changes: changes.all(), calls: calls.all(), webhooks: webhooks.all(), cast }
  return tellStory({ ...sources, nowMs: world.clock.now() }, conversationSid)
}

export function tellStory(sources: StorySources, conversationSid: string): ConversationStory {
  const changes = ofThisWorld(sources.changes)
  const sids = sidsOfConversation(changes, conversationSid)
  const own = changes.filter((logged) => isAbout(logged, sids))
  const entries = [
    ...own.flatMap((logged) => changeEntry(logged, sources.cast) ?? []),
    ...callEntries(sources.calls, sids),
    ...webhookEntries(sources.webhooks, sids),
  ]
  return {
    conversationSid,
    now: new Date(sources.nowMs).toISOString(),
    lanes: lanesOf(own, sources.cast),
    entries: entries.sort(inOrder),
  }
}

/** The same seed gives the same sids after a reset: what came before is about others. */
function ofThisWorld(changes: readonly LoggedChange[]): readonly LoggedChange[] {
  return changes.slice(changes.findLastIndex(({ kind }) => kind === 'emulator.reset') + 1)
}

/** Of one moment, a call comes before what it changed, and a webhook after what it tells of. */
function inOrder(left: StoryEntry, right: StoryEntry): number {
  if (left.at !== right.at) return left.at < right.at ? -1 : 1
  return rank(left.kind) - rank(right.kind)
}

function rank(kind: EntryKind): number {
  return kind === 'call' ? 0 : kind === 'webhook' ? 2 : 1
}
