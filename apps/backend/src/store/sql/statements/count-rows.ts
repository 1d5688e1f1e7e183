import { z } from 'zod'
import { countColumn, orUndefined, timeColumn } from '../columns.ts'
import type { Queries } from '../database.ts'
import { NOW } from '../now.ts'

export type CountedState = z.infer<typeof countedState>

/** One row for each state that conversations are in. Reads the whole table: for metrics, not for each look. */
export async function countRows(queries: Queries, now: string | null): Promise<readonly CountedState[]> {
  return z.array(countedState).parse(await queries.query(SQL, [now]))
}

const SQL = `
  select
    state,
    count(*) as rows,
    count(*) filter (where look_at <= ${NOW}) as due,
    count(*) filter (where failures > 0) as failing,
    min(look_at) filter (where look_at <= ${NOW}) as due_since,
    ${NOW} as now
  from conversation_transfer.schedule
  group by state
`

const countedState = z.object({
  state: z.enum(['attended', 'waiting', 'alone', 'not-ours', 'ended', 'unknown']).catch('unknown'),
  rows: countColumn,
  due: countColumn,
  failing: countColumn,
  due_since: orUndefined(timeColumn),
  now: timeColumn,
})
