import { z } from 'zod'
import { LEASE_MS } from '../../schedule.ts'
import {
  channelSidColumn,
  conversationSidColumn,
  countColumn,
  interactionSidColumn,
  memoryColumn,
  standingColumn,
  taskSidsColumn,
  timeColumn,
} from '../columns.ts'
import type { Queries } from '../database.ts'
import { interval, NOW } from '../now.ts'

export type ClaimedRow = z.infer<typeof claimedRow>

/** Gives out rows that are due, the longest due first, each with a new fence. Rows that somebody is just claiming are passed by. */
export async function claimRows(queries: Queries, now: string | null, limit: number): Promise<readonly ClaimedRow[]> {
  return z.array(claimedRow).parse(await queries.query(SQL, [now, limit]))
}

const SQL = `
  with due as materialized (
    select conversation_sid, look_at from conversation_transfer.schedule
    where look_at <= ${NOW}
    order by look_at, conversation_sid
    limit $2::int
    for update skip locked
  )
  update conversation_transfer.schedule as row set
    fence = nextval('conversation_transfer.fence'),
    claimed_at = ${NOW},
    look_at = ${NOW} + ${interval(LEASE_MS)}
  from due where row.conversation_sid = due.conversation_sid
  returning
    row.conversation_sid, row.interaction_sid, row.channel_sid, row.memory::text as memory, row.task_sids,
    row.requested, row.fence, row.failures, row.standing::text as standing, due.look_at as due_since, ${NOW} as now
`

const claimedRow = z.object({
  conversation_sid: conversationSidColumn,
  interaction_sid: interactionSidColumn,
  channel_sid: channelSidColumn,
  memory: memoryColumn,
  task_sids: taskSidsColumn,
  requested: countColumn,
  fence: countColumn,
  failures: z.number(),
  standing: standingColumn,
  due_since: timeColumn,
  now: timeColumn,
})
