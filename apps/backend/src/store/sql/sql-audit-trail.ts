import type { AuditEntry, AuditQuery, AuditTrail, NewAuditEntry } from '../audit-trail.ts'
import { isAuditId } from '../audit-id.ts'
import { monthAt } from '../month.ts'
import type { Database } from './database.ts'
import { takeLock } from './locks.ts'
import { createAuditMonth, dropAuditMonth, listAuditMonths } from './statements/audit-months.ts'
import { findAuditEntries } from './statements/find-audit-entries.ts'
import { insertAuditEntries } from './statements/insert-audit-entries.ts'

/** What Postgres answers if no partition takes the row. */
const NO_PARTITION = '23514'

export class SqlAuditTrail implements AuditTrail {
  readonly #database: Database
  /** Months whose partition was there when we looked. */
  readonly #monthsSeen = new Set<string>()

  constructor(database: Database) {
    this.#database = database
  }

  async append(entries: readonly NewAuditEntry[]): Promise<void> {
    if (entries.length === 0) return
    await this.#createMonths(entries)
    try {
      await insertAuditEntries(this.#database, entries)
    } catch (error: unknown) {
      if (!isNoPartition(error)) throw error
      // Another process has dropped an old month since we saw it.
      this.#monthsSeen.clear()
      await this.#createMonths(entries)
      await insertAuditEntries(this.#database, entries)
    }
  }

  async entries(query: AuditQuery): Promise<readonly AuditEntry[]> {
    if (query.beforeId !== undefined && !isAuditId(query.beforeId)) return []
    return findAuditEntries(this.#database, query)
  }

  async forgetBefore(beforeMs: number): Promise<number> {
    return this.#database.transaction(async (transaction) => {
      await takeLock(transaction, 'auditMonths')
      const months = await listAuditMonths(transaction)
      const old = months.filter(({ endsAtMs }) => endsAtMs <= beforeMs)
      for (const month of old) {
        await dropAuditMonth(transaction, month)
        this.#monthsSeen.delete(month.name)
      }
      return old.length
    })
  }

  async #createMonths(entries: readonly NewAuditEntry[]): Promise<void> {
    const months = new Map(entries.map(({ atMs }) => monthAt(atMs)).map((month) => [month.name, month]))
    for (const [name, month] of months) {
      if (this.#monthsSeen.has(name)) continue
      // Two processes at once would both find it missing, and one of them would fail.
      await this.#database.transaction(async (transaction) => {
        await takeLock(transaction, 'auditMonths')
        await createAuditMonth(transaction, month)
      })
      this.#monthsSeen.add(name)
    }
  }
}

function isNoPartition(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === NO_PARTITION
}
