import type { ConversationSid } from '@conversation-transfer/transfer'
import { z } from 'zod'
import type { RowQuery } from '../../schedule.ts'
import {
  channelSidColumn,
  conversationSidColumn,
  interactionSidColumn,
  memoryColumn,
  orUndefined,
  standingColumn,
  timeColumn,
} from '../columns.ts'
import type { Queries } from '../database.ts'
import { NOW } from '../now.ts'

export type FoundRow = z.infer<typeof foundRow>

/** Those that were changed last first. */
export async function findRows(queries: Queries, now: string | null, query: RowQuery): Promise<readonly FoundRow[]> {
  const { search, state, limit } = query
  const rows = await queries.query(FIND, [now, search?.replaceAll('\0', '') ?? null, state ?? null, limit])
  return z.array(foundRow).parse(rows)
}

export async function findRow(
  queries: Queries,
  now: string | null,
  conversationSid: ConversationSid,
): Promise<FoundRow | undefined> {
  return z.array(foundRow).parse(await queries.query(FIND_ONE, [now, conversationSid]))[0]
}

const COLUMNS = `
  conversation_sid, interaction_sid, channel_sid, memory::text as memory, standing::text as standing,
  look_at, looked_at, claimed_at is not null and look_at > ${NOW} as is_claimed, failures, last_error, ${NOW} as now
`

const FIND = `
  select ${COLUMNS} from conversation_transfer.schedule
  where
    ($2::text is null or position(lower($2) in lower(
      concat_ws(' ', conversation_sid, interaction_sid, channel_sid, array_to_string(task_sids, ' '))
    )) > 0)
    and ($3::text is null or state = $3)
  order by changed_at desc, conversation_sid
  limit $4::int
`

const FIND_ONE = `select ${COLUMNS} from conversation_transfer.schedule where conversation_sid = $2::text`

const foundRow = z.object({
  conversation_sid: conversationSidColumn,
  interaction_sid: interactionSidColumn,
  channel_sid: channelSidColumn,
  memory: memoryColumn,
  standing: standingColumn,
  look_at: timeColumn,
  looked_at: orUndefined(timeColumn),
  is_claimed: z.boolean(),
  failures: z.number(),
  last_error: orUndefined(z.string()),
  now: timeColumn,
})
