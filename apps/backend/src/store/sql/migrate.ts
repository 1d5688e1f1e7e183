import { z } from 'zod'
import { SchemaIsNewer } from '../schema-is-newer.ts'
import type { Database, Queries } from './database.ts'
import { takeLock } from './locks.ts'
import { MIGRATIONS, type Migration } from './migrations/migrations.ts'

/**
 * Brings the database to what this version knows. Processes that start at once take turns, and all but the first find it done.
 * One transaction for all: a process that dies in the middle leaves the database as it was.
 */
export async function migrate(database: Database, migrations: readonly Migration[] = MIGRATIONS): Promise<void> {
  await database.transaction(async (transaction) => {
    await takeLock(transaction, 'migrating')
    await transaction.script(REGISTER)
    const done = await lastMigration(transaction)
    const known = migrations.at(-1)?.number ?? 0
    if (done > known) throw new SchemaIsNewer(done, known)
    for (const { number, sql } of migrations.filter((migration) => migration.number > done)) {
      await transaction.script(sql)
      await transaction.query('insert into conversation_transfer.migration (number) values ($1::int)', [number])
    }
  })
}

// `create schema if not exists` asks for the right to create schemas where there is nothing to create.
const REGISTER = `
  do $$ begin
    if to_regnamespace('conversation_transfer') is null then create schema conversation_transfer; end if;
  end $$;
  create table if not exists conversation_transfer.migration (
    number integer primary key,
    at timestamptz not null default now()
  );
`

async function lastMigration(queries: Queries): Promise<number> {
  const rows = await queries.query('select coalesce(max(number), 0) as number from conversation_transfer.migration', [])
  return migrationRows.parse(rows)[0].number
}

const migrationRows = z.tuple([z.object({ number: z.number() })])
