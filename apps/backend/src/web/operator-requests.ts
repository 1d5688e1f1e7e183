import { conversationSid, type ConversationSid } from '@conversation-transfer/transfer'
import { z } from 'zod'
import type { AuditKind, AuditQuery } from '../store/audit-trail.ts'
import type { RowQuery } from '../store/schedule.ts'
import type { StandingState } from '../store/standing.ts'
import type { Store } from '../store/store.ts'

/** What operators may ask for, read from the address of a page or of the API, by the same rules for both. */

export const STATES: readonly StandingState[] = ['alone', 'waiting', 'attended', 'not-ours', 'ended', 'unknown']

export const KINDS: readonly AuditKind[] = [
  'repaired',
  'observed',
  'failed',
  'alarm',
  'begun',
  'withheld',
  'frozen',
  'thawed',
  'asked',
]

/** As many as a page can show and a person can read. */
const ROWS_MAX = 200
export const ENTRIES_MAX = 200
const ENTRIES_USUALLY = 50

export const rowQuery = z.object({
  state: z.enum(STATES).optional().catch(undefined),
  search: z.string().trim().max(100).transform(nothingIfEmpty).optional(),
  limit: limit(ROWS_MAX, ROWS_MAX),
}) satisfies z.ZodType<RowQuery>

export const auditQuery = z.object({
  conversationSid: conversationSid.optional().catch(undefined),
  rule: z.string().max(100).transform(nothingIfEmpty).optional(),
  kinds: z.enum(KINDS).array().optional().catch(undefined),
  beforeId: z.string().max(100).transform(nothingIfEmpty).optional(),
  limit: limit(ENTRIES_MAX, ENTRIES_USUALLY),
}) satisfies z.ZodType<AuditQuery>

/** Asks for a look, and keeps in the audit trail that a person did. */
export async function askForLook(store: Store, sid: ConversationSid, nowMs: number): Promise<void> {
  await store.schedule.mark([{ conversationSid: sid, taskSids: [], source: 'person' }])
  const reason = 'A person asked for a look.'
  await store.audit.append([{ atMs: nowMs, conversationSid: sid, kind: 'asked', rule: undefined, reason, steps: [] }])
}

/** Lets repairs go on. False if they were not frozen. */
export async function thaw(store: Store, nowMs: number): Promise<boolean> {
  if ((await store.allowance.frozen()) === undefined) return false
  await store.allowance.thaw()
  const reason = 'A person let repairs go on.'
  await store.audit.append([
    { atMs: nowMs, conversationSid: undefined, kind: 'thawed', rule: undefined, reason, steps: [] },
  ])
  return true
}

/** Stops all repairs, until a person lets them go on. */
export async function freeze(store: Store, nowMs: number, why: string): Promise<void> {
  const reason = `A person stopped all repairs: ${why}`
  await store.allowance.freeze(reason)
  await store.audit.append([
    { atMs: nowMs, conversationSid: undefined, kind: 'frozen', rule: undefined, reason, steps: [] },
  ])
}

function nothingIfEmpty(text: string): string | undefined {
  return text === '' ? undefined : text
}

function limit(max: number, usually: number): z.ZodType<number> {
  return z.coerce.number().int().min(1).max(max).catch(usually)
}
