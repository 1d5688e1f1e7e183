import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Store } from '@conversation-transfer/backend'
import { openFilledStore } from '@conversation-transfer/backend/store/testing/filled-store.ts'
import { startPostgres } from '@conversation-transfer/backend/store/testing/start-postgres.ts'
import { looked, testMark } from '@conversation-transfer/backend/store/testing/test-marks.ts'
import type { Benchmark, Row } from './benchmark.ts'
import { median } from './quantile.ts'

const SIZES = {
  full: { rows: [100, 10_000, 100_000], rounds: 20, batchesPerRound: 10 },
  tiny: { rows: [20], rounds: 1, batchesPerRound: 1 },
} as const

/** As many conversations as one process looks at together. */
const LOOKS_AT_ONCE = 8
const HOUR_MS = 3_600_000
/** A conversation is not looked at again within a second. */
const BETWEEN_BATCHES_MS = 2_000

/** What a look costs beside Twilio's answers: its mark, its claim, the memory that it leaves, and when the next one is due. */
export const looks: Benchmark = {
  name: 'looks',
  question:
    'What does the bookkeeping of one look cost, in milliseconds? (target: no more with 100,000 rows than with 100)',
  run: async (size) => {
    const { rows: points, ...block } = SIZES[size]
    const postgres = await startPostgres()
    try {
      const rows: Row[] = []
      for (const point of points) {
        const stores = [
          await BusyStore.onPglite(point),
          await BusyStore.onPostgres(point, await postgres.createDatabase()),
        ]
        // In turns: on a shared machine only what was measured together compares.
        for (let round = 0; round < block.rounds; round++) {
          for (const store of stores) await store.look(block.batchesPerRound)
        }
        rows.push(...stores.map((store) => store.row()))
        for (const store of stores) await store.close()
      }
      return rows
    } finally {
      await postgres.remove()
    }
  },
}

class BusyStore {
  readonly #name: string
  readonly #rows: number
  readonly #store: Store
  readonly #time: { nowMs: number }
  readonly #folder: string | undefined
  readonly #lookMs: number[] = []
  #next = 0

  private constructor(name: string, rows: number, opened: Opened) {
    this.#name = name
    this.#rows = rows
    this.#store = opened.store
    this.#time = opened.time
    this.#folder = opened.folder
  }

  static async onPglite(rows: number): Promise<BusyStore> {
    const folder = await mkdtemp(join(tmpdir(), 'conversation-transfer-bench-'))
    return new BusyStore('PGlite', rows, { ...(await openWithTime({ kind: 'pglite', folder }, rows)), folder })
  }

  static async onPostgres(rows: number, url: string): Promise<BusyStore> {
    return new BusyStore('Postgres', rows, await openWithTime({ kind: 'postgres', url }, rows))
  }

  async look(batches: number): Promise<void> {
    const { schedule } = this.#store
    const startMs = performance.now()
    for (let batch = 0; batch < batches; batch++) {
      this.#time.nowMs += BETWEEN_BATCHES_MS
      await schedule.mark(Array.from({ length: LOOKS_AT_ONCE }, () => testMark(this.#next++ % this.#rows)))
      const claims = await schedule.claim(LOOKS_AT_ONCE)
      if (claims.length !== LOOKS_AT_ONCE) throw new Error(`${claims.length} rows were due, and not ${LOOKS_AT_ONCE}.`)
      const lookAgainAtMs = this.#time.nowMs + HOUR_MS
      await Promise.all(
        claims.map((claim) => schedule.acknowledge(claim, looked(lookAgainAtMs, { memory: claim.memory }))),
      )
      await schedule.nextDueAtMs()
    }
    this.#lookMs.push((performance.now() - startMs) / (batches * LOOKS_AT_ONCE))
  }

  row(): Row {
    return { rows: String(this.#rows), store: this.#name, 'a look': median(this.#lookMs) }
  }

  async close(): Promise<void> {
    await this.#store.close()
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true, force: true })
  }
}

interface Opened {
  readonly store: Store
  readonly time: { nowMs: number }
  readonly folder?: string
}

async function openWithTime(store: Parameters<typeof openFilledStore>[0]['store'], rows: number): Promise<Opened> {
  const time = { nowMs: Date.now() }
  return { store: await openFilledStore({ store, rows, now: () => time.nowMs }), time }
}
