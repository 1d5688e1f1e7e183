import { ALLOWANCE_WINDOW_MS, allowedSteps, freezeReason } from '../allowed-steps.ts'
import type { AllowanceLimits, Frozen, RepairAllowance } from '../repair-allowance.ts'

export class MemoryRepairAllowance implements RepairAllowance {
  readonly #now: () => number
  readonly #rows: () => number
  #spending: { readonly atMs: number; readonly steps: number }[] = []
  #frozen: Frozen | undefined

  constructor(now: () => number, rows: () => number) {
    this.#now = now
    this.#rows = rows
  }

  async spend(steps: number, limits: AllowanceLimits): Promise<'granted' | 'frozen'> {
    if (this.#frozen !== undefined) return 'frozen'
    const nowMs = this.#now()
    this.#spending = this.#spending.filter(({ atMs }) => atMs > nowMs - ALLOWANCE_WINDOW_MS)
    const wanted = this.#spending.reduce((sum, spent) => sum + spent.steps, steps)
    const allowed = allowedSteps(limits, this.#rows())
    if (wanted > allowed) {
      await this.freeze(freezeReason(wanted, allowed))
      return 'frozen'
    }
    this.#spending.push({ atMs: nowMs, steps })
    return 'granted'
  }

  async frozen(): Promise<Frozen | undefined> {
    return this.#frozen
  }

  async freeze(reason: string): Promise<void> {
    this.#frozen ??= { sinceMs: this.#now(), reason }
  }

  async thaw(): Promise<void> {
    this.#frozen = undefined
    this.#spending = []
  }
}
