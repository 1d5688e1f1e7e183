import type { ConversationSid, Memory } from '@conversation-transfer/transfer'
import { foldMarks } from '../fold-marks.ts'
import type { Mark } from '../mark.ts'
import {
  LEASE_MS,
  LeaseLost,
  type Claim,
  type LookEnd,
  type RowQuery,
  type Schedule,
  type ScheduleCounts,
  type ScheduleRow,
} from '../schedule.ts'
import { SENTENCE_CHARACTERS_MAX, storableText } from '../storable-text.ts'
import type { Announcer } from './announcer.ts'
import type { Database } from './database.ts'
import { acknowledgeLook } from './statements/acknowledge-look.ts'
import { claimRows, type ClaimedRow } from './statements/claim-rows.ts'
import { countRows } from './statements/count-rows.ts'
import { findRow, findRows, type FoundRow } from './statements/find-rows.ts'
import { giveBackRows } from './statements/give-back-rows.ts'
import { keepMemory } from './statements/keep-memory.ts'
import { markRows } from './statements/mark-rows.ts'
import { nextDue } from './statements/next-due.ts'
import { removeRow } from './statements/remove-row.ts'
import { byProcessClock, type StoreClock } from './store-clock.ts'

/** A census may mark more than one statement should carry. */
const MARKS_PER_STATEMENT_MAX = 1_000

export class SqlSchedule implements Schedule {
  readonly #database: Database
  readonly #clock: StoreClock
  readonly #announcer: Announcer

  constructor(database: Database, clock: StoreClock, announcer: Announcer) {
    this.#database = database
    this.#clock = clock
    this.#announcer = announcer
  }

  async mark(marks: readonly Mark[]): Promise<void> {
    const folded = foldMarks(marks)
    for (let start = 0; start < folded.length; start += MARKS_PER_STATEMENT_MAX) {
      const batch = folded.slice(start, start + MARKS_PER_STATEMENT_MAX)
      await markRows(this.#database, this.#clock.virtualNow(), batch)
      this.#announcer.announce()
    }
  }

  async claim(limit: number): Promise<readonly Claim[]> {
    // Before the claim is sent: the lease begins when it arrives, so that we believe it to end before it does.
    const nowMs = this.#clock.now()
    const rows = await claimRows(this.#database, this.#clock.virtualNow(), limit)
    return rows.map((row) => toClaim(row, nowMs)).sort(byDueTime)
  }

  async keepMemory(claim: Claim, memory: Memory): Promise<void> {
    const isKept = await keepMemory(this.#database, claim, memory)
    if (!isKept) throw new LeaseLost(`${claim.conversationSid} is somebody else's`)
  }

  async acknowledge(claim: Claim, end: LookEnd): Promise<boolean> {
    const virtualNow = this.#clock.virtualNow()
    if (end.kind === 'over') {
      const outcome = await removeRow(this.#database, virtualNow, claim)
      if (outcome === 'due again') this.#announcer.announce()
      return outcome !== undefined
    }
    const error = end.kind === 'failed' ? { error: storableText(end.error, SENTENCE_CHARACTERS_MAX) } : {}
    const lookAgainInMs = end.lookAgainAtMs - this.#clock.now()
    const acknowledged = await acknowledgeLook(this.#database, virtualNow, claim, { ...end, ...error, lookAgainInMs })
    // Its mark was announced while nobody could have the row.
    if (acknowledged?.isMarked === true) this.#announcer.announce()
    return acknowledged !== undefined
  }

  async giveBack(claims: readonly Claim[]): Promise<void> {
    if (claims.length === 0) return
    const nowMs = this.#clock.now()
    const late = claims.map((claim) => ({ ...claim, lateMs: nowMs - claim.dueSinceMs }))
    await giveBackRows(this.#database, this.#clock.virtualNow(), late)
    this.#announcer.announce()
  }

  async nextDueAtMs(): Promise<number | undefined> {
    const { look_at: lookAt, now } = await nextDue(this.#database, this.#clock.virtualNow())
    // After the answer has come: whoever wakes at this time must not be too early.
    return lookAt && byProcessClock(lookAt, { database: now, process: this.#clock.now() })
  }

  onMarked(listener: () => void): () => void {
    return this.#announcer.onAnnounced(listener)
  }

  async counts(): Promise<ScheduleCounts> {
    const states = await countRows(this.#database, this.#clock.virtualNow())
    const nowMs = this.#clock.now()
    const dueSince = states.flatMap(({ due_since: at, now }) =>
      at === undefined ? [] : [byProcessClock(at, { database: now, process: nowMs })],
    )
    const sum = (count: 'rows' | 'due' | 'failing'): number => states.reduce((total, state) => total + state[count], 0)
    return {
      rows: sum('rows'),
      due: sum('due'),
      oldestDueSinceMs: dueSince.length === 0 ? undefined : Math.min(...dueSince),
      failing: sum('failing'),
      byState: Object.fromEntries(states.map(({ state, rows }) => [state, rows])),
    }
  }

  async row(conversationSid: ConversationSid): Promise<ScheduleRow | undefined> {
    const row = await findRow(this.#database, this.#clock.virtualNow(), conversationSid)
    return row && toScheduleRow(row, this.#clock.now())
  }

  async rows(query: RowQuery): Promise<readonly ScheduleRow[]> {
    const rows = await findRows(this.#database, this.#clock.virtualNow(), query)
    const nowMs = this.#clock.now()
    return rows.map((row) => toScheduleRow(row, nowMs))
  }
}

function toClaim(row: ClaimedRow, nowMs: number): Claim {
  return {
    conversationSid: row.conversation_sid,
    interactionSid: row.interaction_sid,
    channelSid: row.channel_sid,
    memory: row.memory,
    taskSids: row.task_sids,
    requested: row.requested,
    fence: row.fence,
    leaseUntilMs: Math.trunc(nowMs) + LEASE_MS,
    dueSinceMs: byProcessClock(row.due_since, { database: row.now, process: nowMs }),
    failures: row.failures,
    standing: row.standing,
  }
}

function byDueTime(left: Claim, right: Claim): number {
  return left.dueSinceMs - right.dueSinceMs || (left.conversationSid < right.conversationSid ? -1 : 1)
}

function toScheduleRow(row: FoundRow, nowMs: number): ScheduleRow {
  const now = { database: row.now, process: nowMs }
  return {
    conversationSid: row.conversation_sid,
    interactionSid: row.interaction_sid,
    channelSid: row.channel_sid,
    memory: row.memory,
    standing: row.standing,
    lookAtMs: byProcessClock(row.look_at, now),
    lookedAtMs: row.looked_at && byProcessClock(row.looked_at, now),
    isClaimed: row.is_claimed,
    failures: row.failures,
    lastError: row.last_error,
  }
}
