import { z } from 'zod'
import { ALLOWANCE_WINDOW_MS } from '../../allowed-steps.ts'
import { countColumn } from '../columns.ts'
import type { Queries } from '../database.ts'
import { interval, NOW } from '../now.ts'

/** Forgets what was spent longer than a minute ago, and adds up the rest. */
export async function spentSteps(queries: Queries, now: string | null): Promise<number> {
  await queries.query(FORGET, [now])
  const rows = await queries.query(
    'select coalesce(sum(steps), 0) as number from conversation_transfer.repair_spending',
    [],
  )
  return number(rows)
}

export async function addSpending(queries: Queries, now: string | null, steps: number): Promise<void> {
  await queries.query(`insert into conversation_transfer.repair_spending (at, steps) values (${NOW}, $2::int)`, [
    now,
    steps,
  ])
}

/** Rows in the schedule, counted no further than they matter. */
export async function rowsUpTo(queries: Queries, most: number): Promise<number> {
  return number(await queries.query(COUNT, [most]))
}

const FORGET = `
  delete from conversation_transfer.repair_spending where at <= ${NOW} - ${interval(ALLOWANCE_WINDOW_MS)}
`

const COUNT = `select count(*) as number from (select from conversation_transfer.schedule limit $1::bigint) as row`

function number(rows: readonly unknown[]): number {
  return z.tuple([z.object({ number: countColumn })]).parse(rows)[0].number
}
