import { z } from 'zod'
import type { Queries } from '../database.ts'

export async function findBookmark(queries: Queries, name: string): Promise<string | undefined> {
  const rows = await queries.query('select value from conversation_transfer.bookmark where name = $1::text', [name])
  return z.array(z.object({ value: z.string() })).parse(rows)[0]?.value
}

export async function writeBookmark(queries: Queries, name: string, value: string): Promise<void> {
  await queries.query(WRITE, [name, value])
}

const WRITE = `
  insert into conversation_transfer.bookmark (name, value) values ($1::text, $2::text)
  on conflict (name) do update set value = excluded.value
`
