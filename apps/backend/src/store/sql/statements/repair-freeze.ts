import { z } from 'zod'
import { timeColumn } from '../columns.ts'
import type { Queries } from '../database.ts'
import { NOW } from '../now.ts'

export type FreezeRow = z.infer<typeof freezeRow>

/** The first freeze and its reason stay until somebody thaws. */
export async function insertFreeze(queries: Queries, now: string | null, reason: string): Promise<void> {
  await queries.query(FREEZE, [now, reason])
}

export async function findFreeze(queries: Queries, now: string | null): Promise<FreezeRow | undefined> {
  const rows = await queries.query(`select since, reason, ${NOW} as now from conversation_transfer.repair_freeze`, [
    now,
  ])
  return z.array(freezeRow).parse(rows)[0]
}

/** The minute begins anew: whoever thaws has seen what was spent. */
export async function deleteFreeze(queries: Queries): Promise<void> {
  await queries.query('delete from conversation_transfer.repair_spending', [])
  await queries.query('delete from conversation_transfer.repair_freeze', [])
}

const FREEZE = `
  insert into conversation_transfer.repair_freeze (since, reason) values (${NOW}, $2::text)
  on conflict (the_only_one) do nothing
`

const freezeRow = z.object({ since: timeColumn, reason: z.string(), now: timeColumn })
