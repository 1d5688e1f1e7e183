import {
  EMPTY_MEMORY,
  type ChannelSid,
  type ConversationSid,
  type InteractionSid,
  type Memory,
  type TaskSid,
} from '@conversation-transfer/transfer'
import { mergeTaskSids, type FoldedMark } from '../fold-marks.ts'
import { BETWEEN_LOOKS_MS, type RowQuery, type ScheduleRow } from '../schedule.ts'
import type { Standing } from '../standing.ts'

/** The columns of the table `schedule`. */
export interface MemoryRow {
  readonly conversationSid: ConversationSid
  interactionSid: InteractionSid | undefined
  channelSid: ChannelSid | undefined
  taskSids: readonly TaskSid[]
  memory: Memory
  standing: Standing | undefined
  lookAtMs: number
  claimedAtMs: number | undefined
  lookedAtMs: number | undefined
  requested: number
  fence: number
  failures: number
  lastError: string | undefined
  changedAtMs: number
}

export function newRow(
  { conversationSid, interactionSid, channelSid, taskSids }: FoldedMark,
  nowMs: number,
): MemoryRow {
  return {
    conversationSid,
    interactionSid,
    channelSid,
    taskSids,
    memory: EMPTY_MEMORY,
    standing: undefined,
    lookAtMs: nowMs,
    claimedAtMs: undefined,
    lookedAtMs: undefined,
    requested: 1,
    fence: 0,
    failures: 0,
    lastError: undefined,
    changedAtMs: nowMs,
  }
}

export function markRow(row: MemoryRow, mark: FoldedMark, nowMs: number): void {
  row.requested += 1
  row.interactionSid ??= mark.interactionSid
  row.channelSid ??= mark.channelSid
  row.taskSids = mergeTaskSids(row.taskSids, mark.taskSids)
  row.changedAtMs = nowMs
  if (isClaimed(row, nowMs)) return
  const earliestMs = row.lookedAtMs === undefined ? nowMs : row.lookedAtMs + BETWEEN_LOOKS_MS
  row.lookAtMs = Math.min(row.lookAtMs, Math.max(nowMs, earliestMs))
}

function isClaimed({ claimedAtMs, lookAtMs }: MemoryRow, nowMs: number): boolean {
  return claimedAtMs !== undefined && lookAtMs > nowMs
}

/** Nobody holds it any more: the next look is at this time, or a second after the last one. */
export function release(row: MemoryRow, lookAtMs: number, nowMs: number): void {
  const claimedAtMs = row.claimedAtMs ?? nowMs
  row.lookAtMs = Math.max(lookAtMs, claimedAtMs + BETWEEN_LOOKS_MS)
  row.lookedAtMs = claimedAtMs
  row.claimedAtMs = undefined
  row.changedAtMs = nowMs
}

export function fits(row: MemoryRow, { search, state }: RowQuery): boolean {
  if (state !== undefined && (row.standing?.state ?? 'unknown') !== state) return false
  if (search === undefined) return true
  const sids = [row.conversationSid, row.interactionSid, row.channelSid, ...row.taskSids]
  return sids.filter(Boolean).join(' ').toLowerCase().includes(search.replaceAll('\0', '').toLowerCase())
}

export function toScheduleRow(row: MemoryRow, nowMs: number): ScheduleRow {
  return {
    conversationSid: row.conversationSid,
    interactionSid: row.interactionSid,
    channelSid: row.channelSid,
    memory: row.memory,
    standing: row.standing,
    lookAtMs: row.lookAtMs,
    lookedAtMs: row.lookedAtMs,
    isClaimed: isClaimed(row, nowMs),
    failures: row.failures,
    lastError: row.lastError,
  }
}
