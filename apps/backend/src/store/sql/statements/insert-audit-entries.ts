import type { NewAuditEntry } from '../../audit-trail.ts'
import { SENTENCE_CHARACTERS_MAX, storableText } from '../../storable-text.ts'
import type { Queries } from '../database.ts'
import { isoTime } from '../store-clock.ts'

export async function insertAuditEntries(queries: Queries, entries: readonly NewAuditEntry[]): Promise<void> {
  await queries.query(SQL, [
    entries.map(({ atMs }) => isoTime(atMs)),
    entries.map(({ conversationSid }) => conversationSid ?? null),
    entries.map(({ kind }) => kind),
    entries.map(({ rule }) => rule ?? null),
    entries.map(({ reason }) => storableText(reason, SENTENCE_CHARACTERS_MAX)),
    entries.map(({ steps }) => JSON.stringify(steps)),
  ])
}

// The numbers are given out after the sorting, so that they ascend in the order of the entries.
const SQL = `
  insert into conversation_transfer.audit (at, conversation_sid, kind, rule, reason, steps)
  select at, conversation_sid, kind, rule, reason, steps::json
  from unnest($1::timestamptz[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
    with ordinality as entry (at, conversation_sid, kind, rule, reason, steps, place)
  order by place
`
