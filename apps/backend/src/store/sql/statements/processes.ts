import { z } from 'zod'
import { DEAD_AFTER_MS } from '../../cluster.ts'
import { countColumn } from '../columns.ts'
import type { Queries } from '../database.ts'
import { interval, NOW } from '../now.ts'

/** Notes that a process lives, forgets the dead, and counts who lives. */
export async function checkIn(queries: Queries, now: string | null, processId: string): Promise<number> {
  await queries.query(SEEN, [now, processId])
  await queries.query(FORGET, [now])
  const rows = await queries.query(COUNT, [now])
  return z.tuple([z.object({ number: countColumn })]).parse(rows)[0].number
}

export async function checkOut(queries: Queries, processId: string): Promise<void> {
  await queries.query('delete from conversation_transfer.process where process_id = $1::text', [processId])
}

const SEEN = `
  insert into conversation_transfer.process (process_id, seen_at) values ($2::text, ${NOW})
  on conflict (process_id) do update set seen_at = ${NOW}
`

const FORGET = `
  delete from conversation_transfer.process where seen_at <= ${NOW} - ${interval(DEAD_AFTER_MS)}
`

// Those whom another process has not forgotten yet do not count either.
const COUNT = `
  select count(*) as number from conversation_transfer.process where seen_at > ${NOW} - ${interval(DEAD_AFTER_MS)}
`
