import { EMPTY_MEMORY, type ConversationSid } from '@conversation-transfer/transfer'
import type { AuditEntry, AuditQuery, NewAuditEntry } from '../../store/audit-trail.ts'
import type { Mark } from '../../store/mark.ts'
import type { Frozen } from '../../store/repair-allowance.ts'
import type { RowQuery, ScheduleCounts, ScheduleRow } from '../../store/schedule.ts'
import type { StandingState } from '../../store/standing.ts'
import type { Store } from '../../store/store.ts'

export interface MemoryStore extends Store {
  /** Every call of `mark`, with what it wrote. */
  readonly writes: (readonly Mark[])[]
  /** What the next calls reject with; undefined: nothing. */
  trouble: Error | undefined
  put(row: Pick<ScheduleRow, 'conversationSid'> & Partial<ScheduleRow>): void
}

/** As much of a store as what faces outward needs: rows and entries that are put in, shown and searched. */
export function createMemoryStore(now: () => number = () => Date.now()): MemoryStore {
  const rows = new Map<ConversationSid, ScheduleRow>()
  const entries: AuditEntry[] = []
  const processes = new Set<string>()
  const bookmarks = new Map<string, string>()
  let frozen: Frozen | undefined
  const put: MemoryStore['put'] = (row) => {
    rows.set(row.conversationSid, { ...emptyRow(row.conversationSid, now()), ...row })
  }
  const append = (added: readonly NewAuditEntry[]): Promise<void> => {
    for (const entry of added) entries.unshift({ ...entry, id: String(entries.length + 1).padStart(12, '0') })
    return Promise.resolve()
  }
  const store: MemoryStore = {
    writes: [],
    trouble: undefined,
    put,
    schedule: {
      mark: async (marks) => {
        await store.check()
        store.writes.push(marks)
        for (const mark of marks) put({ ...rows.get(mark.conversationSid), ...mark, lookAtMs: now() })
      },
      claim: () => Promise.resolve([]),
      keepMemory: () => Promise.resolve(),
      acknowledge: () => Promise.resolve(true),
      giveBack: () => Promise.resolve(),
      nextDueAtMs: () => Promise.resolve(undefined),
      onMarked: () => () => undefined,
      counts: async () => {
        await store.check()
        return countsOf([...rows.values()], now())
      },
      row: (sid) => Promise.resolve(rows.get(sid)),
      rows: (query) => Promise.resolve([...rows.values()].filter((row) => fits(row, query)).slice(0, query.limit)),
    },
    audit: {
      append,
      entries: (query) => Promise.resolve(entries.filter((entry) => isAskedFor(entry, query)).slice(0, query.limit)),
      forgetBefore: () => Promise.resolve(0),
    },
    allowance: {
      spend: () => Promise.resolve(frozen === undefined ? 'granted' : 'frozen'),
      frozen: () => Promise.resolve(frozen),
      freeze: (reason) => {
        frozen = { sinceMs: now(), reason }
        return Promise.resolve()
      },
      thaw: () => {
        frozen = undefined
        return Promise.resolve()
      },
    },
    cluster: {
      takeTurn: () => Promise.resolve(true),
      checkIn: (id) => Promise.resolve(processes.add(id).size),
      checkOut: (id) => Promise.resolve(void processes.delete(id)),
      bookmark: (name) => Promise.resolve(bookmarks.get(name)),
      setBookmark: (name, value) => Promise.resolve(void bookmarks.set(name, value)),
    },
    check: () => (store.trouble === undefined ? Promise.resolve() : Promise.reject(store.trouble)),
    close: () => Promise.resolve(),
  }
  return store
}

function emptyRow(conversationSid: ConversationSid, nowMs: number): ScheduleRow {
  return {
    conversationSid,
    interactionSid: undefined,
    channelSid: undefined,
    memory: EMPTY_MEMORY,
    standing: undefined,
    lookAtMs: nowMs,
    lookedAtMs: undefined,
    isClaimed: false,
    failures: 0,
    lastError: undefined,
  }
}

function fits(row: ScheduleRow, { search, state }: RowQuery): boolean {
  const sids = [row.conversationSid, row.interactionSid, row.channelSid, ...row.memory.taskSids].join(' ')
  return (search === undefined || sids.includes(search)) && (state === undefined || stateOf(row) === state)
}

function isAskedFor(entry: AuditEntry, { conversationSid, rule, kinds, beforeId }: AuditQuery): boolean {
  return (
    (conversationSid === undefined || entry.conversationSid === conversationSid) &&
    (rule === undefined || entry.rule === rule) &&
    (kinds === undefined || kinds.includes(entry.kind)) &&
    (beforeId === undefined || entry.id < beforeId)
  )
}

function countsOf(rows: readonly ScheduleRow[], nowMs: number): ScheduleCounts {
  const due = rows.filter(({ lookAtMs, isClaimed }) => lookAtMs <= nowMs && !isClaimed)
  const byState: Partial<Record<StandingState, number>> = {}
  for (const row of rows) byState[stateOf(row)] = (byState[stateOf(row)] ?? 0) + 1
  return {
    rows: rows.length,
    due: due.length,
    oldestDueSinceMs: due.length === 0 ? undefined : Math.min(...due.map(({ lookAtMs }) => lookAtMs)),
    failing: rows.filter(({ failures }) => failures > 0).length,
    byState,
  }
}

function stateOf({ standing }: ScheduleRow): StandingState {
  return standing?.state ?? 'unknown'
}
