import { createHash } from 'node:crypto'
import { parseJson, type ConversationSid } from '@conversation-transfer/transfer'
import type { AccountGateway, ActiveConversation, LiveTask } from '@conversation-transfer/twilio-gateway'
import { z } from 'zod'
import type { Log } from '../observability/log.ts'
import type { Mark } from '../store/mark.ts'
import type { Store } from '../store/store.ts'

export interface CensusOptions {
  readonly store: Pick<Store, 'schedule' | 'cluster'>
  readonly account: () => Pick<AccountGateway, 'activeConversations' | 'liveTasks'>
  readonly log: Log
}

/** Which conversations there were, and what their tasks and our attributes looked like, when they were last counted. */
const BOOKMARK = 'census'

/** Fewer than this can end within one interval of their own accord. */
const SHRINKS_FROM = 20

/**
 * Compares the active conversations with the live tasks, and has everything looked at that is not as it was: what is new, what
 * has other tasks, what somebody has overwritten our attributes of, what is not active any more. So whatever webhooks were lost is found within one interval, in about 110
 * calls for ten thousand conversations (CV-1, TR-19).
 */
export class Census {
  readonly #options: CensusOptions
  /** The last one found hardly anything: Twilio may have answered without knowing. */
  #isDoubted = false

  constructor(options: CensusOptions) {
    this.#options = options
  }

  async take(): Promise<void> {
    const { store, log } = this.#options
    const account = this.#options.account()
    const [active, tasks, before] = await Promise.all([
      account.activeConversations(),
      account.liveTasks(),
      store.cluster.bookmark(BOOKMARK),
    ])
    const byConversation = grouped(tasks)
    const counted = new Map(active.map((one) => [one.conversationSid, fingerprint(one, byConversation)]))
    const last = readCounted(before)
    if (this.#isDoubtful(last.size, counted.size)) {
      log.warn(
        { before: last.size, now: counted.size },
        'The census found hardly anything, and is not believed before it says so again.',
      )
      return
    }
    const marks = changed(last, counted).map((sid) => markOf(sid, byConversation.get(sid) ?? []))
    if (marks.length > 0) await store.schedule.mark(marks)
    // After the marks: who dies in between marks them again.
    await store.cluster.setBookmark(BOOKMARK, JSON.stringify(Object.fromEntries(counted)))
    log.info({ conversations: counted.size, tasks: tasks.length, marked: marks.length }, 'The census was taken.')
  }

  /** A Twilio that answers 200 with empty lists would otherwise have everything looked at at once. */
  #isDoubtful(before: number, now: number): boolean {
    const isSuspicious = before >= SHRINKS_FROM && now < before / 2
    this.#isDoubted = isSuspicious && !this.#isDoubted
    return this.#isDoubted
  }
}

type Counted = ReadonlyMap<ConversationSid, string>

function grouped(tasks: readonly LiveTask[]): ReadonlyMap<ConversationSid, LiveTask[]> {
  const groups = new Map<ConversationSid, LiveTask[]>()
  for (const task of tasks) {
    if (task.conversationSid === undefined) continue
    const group = groups.get(task.conversationSid)
    if (group === undefined) groups.set(task.conversationSid, [task])
    else group.push(task)
  }
  return groups
}

function fingerprint(
  { conversationSid, written }: ActiveConversation,
  byConversation: ReadonlyMap<ConversationSid, readonly LiveTask[]>,
): string {
  const tasks = byConversation.get(conversationSid) ?? []
  const lines = tasks.map(({ taskSid, status }) => `${taskSid} ${status}`).toSorted()
  return createHash('sha1')
    .update([...lines, written ?? ''].join('\n'))
    .digest('base64url')
    .slice(0, 8)
}

function changed(before: Counted, now: Counted): ConversationSid[] {
  const others = [...now].filter(([sid, print]) => before.get(sid) !== print).map(([sid]) => sid)
  const gone = [...before.keys()].filter((sid) => !now.has(sid))
  return [...others, ...gone]
}

function markOf(conversationSid: ConversationSid, tasks: readonly LiveTask[]): Mark {
  const { interactionSid, channelSid } = tasks[0] ?? {}
  const taskSids = tasks.map(({ taskSid }) => taskSid)
  return { conversationSid, interactionSid, channelSid, taskSids, source: 'census' }
}

function readCounted(text: string | undefined): Counted {
  const { data = {} } = counted.safeParse(parseJson(text ?? ''))
  return new Map(Object.entries(data)) as Counted
}

const counted = z.record(z.string(), z.string())
