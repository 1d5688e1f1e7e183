import { z } from 'zod'
import { SchemaIsNewer } from '../schema-is-newer.ts'
import { SchemaIsOlder } from '../schema-is-older.ts'
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
    const known = newest(migrations)
    if (done > known) throw new SchemaIsNewer(done, known)
    for (const { number, sql } of migrations.filter((migration) => migration.number > done)) {
      await transaction.script(sql)
      await transaction.query('insert into conversation_transfer.migration (number) values ($1::int)', [number])
    }
  })
}

/**
 * For whoever only looks into it: an older backend that runs on it could not start again if its schema was changed. Throws a
 * `SchemaIsNewer` or a `SchemaIsOlder`.
 */
export async function requireSchema(database: Database, migrations: readonly Migration[] = MIGRATIONS): Promise<void> {
  const [{ exists }] = registerRows.parse(await database.query(IS_REGISTER_THERE, []))
  const done = exists ? await lastMigration(database) : 0
  const known = newest(migrations)
  if (done > known) throw new SchemaIsNewer(done, known)
  if (done < known) throw new SchemaIsOlder(done, known)
}

const IS_REGISTER_THERE = "select to_regclass('conversation_transfer.migration') is not null as exists"
const registerRows = z.tuple([z.object({ exists: z.boolean() })])

function newest(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.number ?? 0
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
