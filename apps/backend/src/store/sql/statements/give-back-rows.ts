import type { Claim } from '../../schedule.ts'
import type { Queries } from '../database.ts'
import { interval, NOW } from '../now.ts'

/** As if they had not been claimed. Locked in the order in which marks lock them. */
export async function giveBackRows(
  queries: Queries,
  now: string | null,
  claims: readonly (Pick<Claim, 'conversationSid' | 'fence'> & { readonly lateMs: number })[],
): Promise<void> {
  await queries.query(SQL, [
    now,
    claims.map(({ conversationSid }) => conversationSid),
    claims.map(({ fence }) => fence),
    claims.map(({ lateMs }) => Math.trunc(lateMs)),
  ])
}

const SQL = `
  with held as materialized (
    select row.conversation_sid, late_ms from conversation_transfer.schedule as row
    join unnest($2::text[], $3::bigint[], $4::bigint[]) as claim (conversation_sid, fence, late_ms)
      on row.conversation_sid = claim.conversation_sid and row.fence = claim.fence
    where row.claimed_at is not null
    order by row.conversation_sid
    for update of row
  )
  update conversation_transfer.schedule as row set
    claimed_at = null,
    look_at = ${NOW} - late_ms * ${interval(1)}
  from held where row.conversation_sid = held.conversation_sid
`
