import { TASK_EVENTS_MAX, type AccountGateway, type TaskEvent, type Time } from '@conversation-transfer/twilio-gateway'
import type { Log } from '../observability/log.ts'
import type { Mark } from '../store/mark.ts'
import type { Store } from '../store/store.ts'

export interface EventReaderOptions {
  readonly store: Pick<Store, 'schedule' | 'cluster'>
  readonly account: Pick<AccountGateway, 'taskEvents'>
  readonly time: Pick<Time, 'now'>
  readonly log: Log
}

/** Until when TaskRouter's events have been read; milliseconds since 1970. */
const BOOKMARK = 'task-events'

/** TaskRouter lists its events a moment after they happened: what is younger is read again. */
const LAG_MS = 10_000

/** More than this is not read at once, and nothing older: rows of that age have been looked at since. */
const PERIOD_MS_MAX = 900_000

/**
 * Reads TaskRouter's own record of what happened since it was last read (TR-31), and has each conversation in it looked at: what a
 * webhook should have said, and may not have.
 */
export async function readTaskEvents({ store, account, time, log }: EventReaderOptions): Promise<void> {
  const nowMs = time.now()
  const readUntil = Number(await store.cluster.bookmark(BOOKMARK))
  const oldestMs = nowMs - PERIOD_MS_MAX
  const fromMs = Number.isFinite(readUntil) && readUntil > 0 ? Math.max(readUntil, oldestMs) : oldestMs
  const untilMs = nowMs - LAG_MS
  if (untilMs <= fromMs) return
  const events = await account.taskEvents({ fromMs, untilMs })
  if (events.length >= TASK_EVENTS_MAX)
    log.warn({ fromMs, untilMs }, 'There were more events than are read; the census finds the rest.')
  const marks = marksOf(events)
  if (marks.length > 0) await store.schedule.mark(marks)
  await store.cluster.setBookmark(BOOKMARK, String(untilMs))
}

function marksOf(events: readonly TaskEvent[]): Mark[] {
  return events.flatMap(({ conversationSid, interactionSid, channelSid, taskSid }) =>
    conversationSid === undefined
      ? []
      : [{ conversationSid, interactionSid, channelSid, taskSids: [taskSid], source: 'task-events' as const }],
  )
}
