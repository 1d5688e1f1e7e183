import type { Step, StepResult } from '@conversation-transfer/transfer'
import { z } from 'zod'
import type { AuditEntry, AuditKind, AuditQuery } from '../../audit-trail.ts'
import { conversationSidColumn, countColumn, orUndefined, timeColumn } from '../columns.ts'
import type { Queries } from '../database.ts'

/** The newest that fit, the newest first. */
export async function findAuditEntries(queries: Queries, query: AuditQuery): Promise<readonly AuditEntry[]> {
  const { conversationSid, rule, kinds, beforeId, limit } = query
  const values = [conversationSid ?? null, rule ?? null, kinds ?? null, beforeId ?? null, limit]
  return z.array(entry).parse(await queries.query(SQL, values))
}

const SQL = `
  select id, at, conversation_sid, kind, rule, reason, steps::text as steps from conversation_transfer.audit
  where
    ($1::text is null or conversation_sid = $1)
    and ($2::text is null or rule = $2)
    and ($3::text[] is null or kind = any($3))
    and ($4::bigint is null or id < $4)
  order by id desc
  limit $5::int
`

/** Names that a later version wrote are shown as they are. */
const name = <Name extends string>(): z.ZodType<Name> => z.custom<Name>((value) => typeof value === 'string')

const steps = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(
    z.array(
      z.object({
        kind: name<Step['kind']>(),
        sid: z.string(),
        result: name<StepResult['kind']>().optional(),
        detail: z.string().optional(),
      }),
    ),
  )

const entry = z
  .object({
    id: countColumn.transform(String),
    at: timeColumn,
    conversation_sid: orUndefined(conversationSidColumn),
    kind: name<AuditKind>(),
    rule: orUndefined(z.string()),
    reason: z.string(),
    steps,
  })
  .transform((row): AuditEntry => ({
    id: row.id,
    atMs: row.at.getTime(),
    conversationSid: row.conversation_sid,
    kind: row.kind,
    rule: row.rule,
    reason: row.reason,
    steps: row.steps,
  }))
