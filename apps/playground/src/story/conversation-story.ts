import type { AuditEntry } from '@conversation-transfer/backend'
import type { Emulator, LoggedCall, LoggedChange, LoggedWebhook } from '@conversation-transfer/twilio-emulator'
import type { RepairLog } from '../backend/repair-log.ts'
import type { FunctionCall, FunctionLog } from '../functions/function-log.ts'
import type { ConversationStory, EntryKind, StoryEntry } from '../view/conversation-story.ts'
import { callEntries } from './call-entries.ts'
import { castOf, type Cast } from './cast.ts'
import { changeEntry } from './change-entries.ts'
import { isAbout, sidsOfConversation } from './conversation-sids.ts'
import { functionEntries } from './function-entries.ts'
import { lanesOf } from './lanes.ts'
import { repairEntries } from './repair-entries.ts'
import { webhookEntries } from './webhook-entries.ts'

/** What a story is told from: everything that happened, was asked, called and told, of whatever conversation. */
interface StorySources {
  readonly changes: readonly LoggedChange[]
  readonly calls: readonly LoggedCall[]
  readonly webhooks: readonly LoggedWebhook[]
  readonly functionCalls: readonly FunctionCall[]
  readonly repairs: readonly AuditEntry[]
  readonly cast: Cast
  readonly nowMs: number
}

/** What keeps all of it. */
export interface StoryLogs extends Pick<Emulator, 'world' | 'logs'> {
  readonly functionLog: FunctionLog
  readonly repairLog: RepairLog
}

/** The story of a conversation as the logs have it. */
export function conversationStory(
  { world, logs, functionLog, repairLog }: StoryLogs,
  conversationSid: string,
): ConversationStory {
  const sources: StorySources = {
    changes: logs.changes.all(),
    calls: logs.calls.all(),
    webhooks: logs.webhooks.all(),
    functionCalls: functionLog.all(),
    repairs: repairLog.all(),
    cast: castOf(world, conversationSid),
    nowMs: world.clock.now(),
  }
  return tellStory(sources, conversationSid)
}

function tellStory(sources: StorySources, conversationSid: string): ConversationStory {
  const changes = ofThisWorld(sources.changes)
  const sids = sidsOfConversation(changes, conversationSid)
  const own = changes.filter((logged) => isAbout(logged, sids))
  const entries = [
    ...own.flatMap((logged) => changeEntry(logged, sources.cast) ?? []),
    ...functionEntries(sources.functionCalls, conversationSid, sources.cast),
    ...repairEntries(sources.repairs, conversationSid),
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
