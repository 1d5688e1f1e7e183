import { allowedSteps, freezeReason, rowsThatMatter } from '../allowed-steps.ts'
import type { AllowanceLimits, Frozen, RepairAllowance } from '../repair-allowance.ts'
import { SENTENCE_CHARACTERS_MAX, storableText } from '../storable-text.ts'
import type { Database } from './database.ts'
import { takeLock } from './locks.ts'
import { deleteFreeze, findFreeze, insertFreeze } from './statements/repair-freeze.ts'
import { addSpending, rowsUpTo, spentSteps } from './statements/repair-spending.ts'
import { byProcessClock, type StoreClock } from './store-clock.ts'

export class SqlRepairAllowance implements RepairAllowance {
  readonly #database: Database
  readonly #clock: StoreClock

  constructor(database: Database, clock: StoreClock) {
    this.#database = database
    this.#clock = clock
  }

  async spend(steps: number, limits: AllowanceLimits): Promise<'granted' | 'frozen'> {
    const now = this.#clock.virtualNow()
    return this.#database.transaction(async (transaction) => {
      await takeLock(transaction, 'allowance')
      if ((await findFreeze(transaction, now)) !== undefined) return 'frozen'
      const wanted = steps + (await spentSteps(transaction, now))
      const allowed = allowedSteps(limits, await rowsUpTo(transaction, rowsThatMatter(limits)))
      if (wanted > allowed) {
        await insertFreeze(transaction, now, freezeReason(wanted, allowed))
        return 'frozen'
      }
      await addSpending(transaction, now, steps)
      return 'granted'
    })
  }

  async frozen(): Promise<Frozen | undefined> {
    const freeze = await findFreeze(this.#database, this.#clock.virtualNow())
    if (freeze === undefined) return undefined
    const now = { database: freeze.now, process: this.#clock.now() }
    return { sinceMs: byProcessClock(freeze.since, now), reason: freeze.reason }
  }

  async freeze(reason: string): Promise<void> {
    await insertFreeze(this.#database, this.#clock.virtualNow(), storableText(reason, SENTENCE_CHARACTERS_MAX))
  }

  async thaw(): Promise<void> {
    await this.#database.transaction(async (transaction) => {
      await takeLock(transaction, 'allowance')
      await deleteFreeze(transaction)
    })
  }
}
