import { z } from 'zod'
import { orUndefined, timeColumn } from '../columns.ts'
import type { Queries } from '../database.ts'
import { NOW } from '../now.ts'

/** When the first row is due, leases included: one that runs out makes its row due. And the time now by the same clock. */
export async function nextDue(queries: Queries, now: string | null): Promise<z.infer<typeof nextDueRow>> {
  const [row] = z.tuple([nextDueRow]).parse(await queries.query(SQL, [now]))
  return row
}

const SQL = `select min(look_at) as look_at, ${NOW} as now from conversation_transfer.schedule`

const nextDueRow = z.object({ look_at: orUndefined(timeColumn), now: timeColumn })
