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
import { fits, markRow, newRow, release, toScheduleRow, type MemoryRow } from './memory-row.ts'

export class MemorySchedule implements Schedule {
  readonly #now: () => number
  readonly #rows = new Map<ConversationSid, MemoryRow>()
  readonly #listeners = new Set<() => void>()
  #lastFence = 0

  constructor(now: () => number) {
    this.#now = now
  }

  get size(): number {
    return this.#rows.size
  }

  async mark(marks: readonly Mark[]): Promise<void> {
    const nowMs = this.#now()
    for (const mark of foldMarks(marks)) {
      const row = this.#rows.get(mark.conversationSid)
      if (row === undefined) this.#rows.set(mark.conversationSid, newRow(mark, nowMs))
      else markRow(row, mark, nowMs)
    }
    if (marks.length > 0) this.#announce()
  }

  async claim(limit: number): Promise<readonly Claim[]> {
    const nowMs = this.#now()
    const due = [...this.#rows.values()].filter(({ lookAtMs }) => lookAtMs <= nowMs).sort(byTime)
    return due.slice(0, limit).map((row) => this.#give(row, nowMs))
  }

  async keepMemory(claim: Claim, memory: Memory): Promise<void> {
    const row = this.#held(claim)
    if (row === undefined) throw new LeaseLost(`${claim.conversationSid} is somebody else's`)
    row.memory = memory
  }

  async acknowledge(claim: Claim, end: LookEnd): Promise<boolean> {
    const row = this.#held(claim)
    if (row === undefined) return false
    const isMarked = row.requested !== claim.requested
    if (end.kind === 'over' && !isMarked) {
      this.#rows.delete(row.conversationSid)
      return true
    }
    const nowMs = this.#now()
    note(row, end)
    release(row, end.kind === 'over' || isMarked ? nowMs : end.lookAgainAtMs, nowMs)
    if (isMarked) this.#announce()
    return true
  }

  async giveBack(claims: readonly Claim[]): Promise<void> {
    for (const claim of claims) {
      const row = this.#held(claim)
      if (row === undefined) continue
      row.claimedAtMs = undefined
      row.lookAtMs = claim.dueSinceMs
    }
    if (claims.length > 0) this.#announce()
  }

  async nextDueAtMs(): Promise<number | undefined> {
    return earliest([...this.#rows.values()])
  }

  onMarked(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async counts(): Promise<ScheduleCounts> {
    const rows = [...this.#rows.values()]
    const due = rows.filter(({ lookAtMs }) => lookAtMs <= this.#now())
    const byState: Partial<Record<string, number>> = {}
    for (const { standing } of rows) {
      const state = standing?.state ?? 'unknown'
      byState[state] = (byState[state] ?? 0) + 1
    }
    return {
      rows: rows.length,
      due: due.length,
      oldestDueSinceMs: earliest(due),
      failing: rows.filter(({ failures }) => failures > 0).length,
      byState,
    }
  }

  async row(conversationSid: ConversationSid): Promise<ScheduleRow | undefined> {
    const row = this.#rows.get(conversationSid)
    return row && toScheduleRow(row, this.#now())
  }

  async rows(query: RowQuery): Promise<readonly ScheduleRow[]> {
    return [...this.#rows.values()]
      .filter((row) => fits(row, query))
      .sort((left, right) => right.changedAtMs - left.changedAtMs || bySid(left, right))
      .slice(0, query.limit)
      .map((row) => toScheduleRow(row, this.#now()))
  }

  #give(row: MemoryRow, nowMs: number): Claim {
    const dueSinceMs = row.lookAtMs
    this.#lastFence += 1
    row.fence = this.#lastFence
    row.claimedAtMs = nowMs
    row.lookAtMs = nowMs + LEASE_MS
    const { conversationSid, interactionSid, channelSid, memory, taskSids, requested, fence, failures, standing } = row
    const known = { conversationSid, interactionSid, channelSid, memory, taskSids, standing }
    return { ...known, requested, fence, failures, leaseUntilMs: row.lookAtMs, dueSinceMs }
  }

  #held({ conversationSid, fence }: Claim): MemoryRow | undefined {
    const row = this.#rows.get(conversationSid)
    return row?.fence === fence && row.claimedAtMs !== undefined ? row : undefined
  }

  #announce(): void {
    for (const listener of this.#listeners) listener()
  }
}

/** What a look has found out. */
function note(row: MemoryRow, end: LookEnd): void {
  row.failures = end.kind === 'failed' ? row.failures + 1 : 0
  row.lastError = end.kind === 'failed' ? storableText(end.error, SENTENCE_CHARACTERS_MAX) : undefined
  if (end.kind !== 'over') row.memory = end.memory ?? row.memory
  if (end.kind !== 'looked') return
  row.standing = end.standing
  row.interactionSid = end.interactionSid ?? row.interactionSid
  row.channelSid = end.channelSid ?? row.channelSid
}

function earliest(rows: readonly MemoryRow[]): number | undefined {
  return rows.reduce<number | undefined>((first, { lookAtMs }) => Math.min(first ?? lookAtMs, lookAtMs), undefined)
}

function byTime(left: MemoryRow, right: MemoryRow): number {
  return left.lookAtMs - right.lookAtMs || bySid(left, right)
}

function bySid(left: MemoryRow, right: MemoryRow): number {
  return left.conversationSid < right.conversationSid ? -1 : 1
}
