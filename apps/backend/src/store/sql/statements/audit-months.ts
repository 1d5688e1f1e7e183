import { z } from 'zod'
import { monthNamed, type Month } from '../../month.ts'
import type { Queries } from '../database.ts'
import { isoTime } from '../store-clock.ts'

// Statements that make and drop tables take no values; what is put into these texts are numbers of ours.

export async function createAuditMonth(queries: Queries, month: Month): Promise<void> {
  await queries.script(`
    create table if not exists ${tableOf(month)} partition of conversation_transfer.audit
      for values from ('${isoTime(month.beginsAtMs)}') to ('${isoTime(month.endsAtMs)}')
  `)
}

export async function dropAuditMonth(queries: Queries, month: Month): Promise<void> {
  await queries.script(`drop table ${tableOf(month)}`)
}

export async function listAuditMonths(queries: Queries): Promise<readonly Month[]> {
  const rows = z.array(z.object({ name: z.string() })).parse(await queries.query(LIST, []))
  return rows.flatMap(({ name }) => monthNamed(name.replace(/^audit_/, '')) ?? [])
}

const LIST = `
  select relname::text as name from pg_inherits
  join pg_class on pg_class.oid = inhrelid
  where inhparent = 'conversation_transfer.audit'::regclass
  order by relname
`

function tableOf({ name }: Month): string {
  return `conversation_transfer.audit_${name}`
}
