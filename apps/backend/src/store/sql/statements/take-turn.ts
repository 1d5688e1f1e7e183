import type { Queries } from '../database.ts'
import { interval, NOW } from '../now.ts'

/** Whoever comes first when the time is over has it; the others wait for the row, and find the time anew. */
export async function takeTurn(queries: Queries, now: string | null, name: string, everyMs: number): Promise<boolean> {
  const rows = await queries.query(SQL, [now, name, Math.trunc(everyMs)])
  return rows.length > 0
}

const SQL = `
  insert into conversation_transfer.turn as turn (name, taken_at) values ($2::text, ${NOW})
  on conflict (name) do update set taken_at = ${NOW} where turn.taken_at <= ${NOW} - $3::bigint * ${interval(1)}
  returning 1
`
