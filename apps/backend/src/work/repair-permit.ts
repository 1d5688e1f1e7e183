import type { DueRepair, Memory } from '@conversation-transfer/transfer'
import { CALL_TIMEOUT_MS_MAX } from '@conversation-transfer/twilio-gateway'
import type { NewAuditEntry } from '../store/audit-trail.ts'
import { LeaseLost, type Claim } from '../store/schedule.ts'
import { auditedStep } from './audited-step.ts'
import { countDestructive, isOnlyDrawing } from './destructive-steps.ts'
import type { Workshop } from './workshop.ts'

type Needed = Pick<Workshop, 'store' | 'time' | 'allowance' | 'instruments' | 'log'>

/**
 * What stands between a decision and its steps: whether repairs are allowed at all, whether this process still has the
 * conversation, and a record that they were begun.
 */
export class RepairPermit {
  readonly #workshop: Needed
  readonly #claim: Claim

  constructor(workshop: Needed, claim: Claim) {
    this.#workshop = workshop
    this.#claim = claim
  }

  /** Throws a `LeaseLost` if somebody else has the conversation, or will before the steps could end. */
  async ask(due: DueRepair, memory: Memory): Promise<'perform' | 'withhold'> {
    const { store, time, instruments } = this.#workshop
    if (!(await this.#isAllowed(due))) {
      instruments.repaired(due.rule, 'withheld')
      return 'withhold'
    }
    if (this.#claim.leaseUntilMs - time.now() < CALL_TIMEOUT_MS_MAX) throw new LeaseLost('The lease is nearly over.')
    await store.schedule.keepMemory(this.#claim, memory)
    await store.audit.append([this.#entry('begun', due)])
    return 'perform'
  }

  async #isAllowed(due: DueRepair): Promise<boolean> {
    if (isOnlyDrawing(due.steps)) return true
    const { store, allowance } = this.#workshop
    const before = await store.allowance.frozen()
    const destructive = countDestructive(due.steps)
    // With every conversation that ends less is allowed: who asked for nothing would be told that it is too much.
    if (before === undefined && destructive === 0) return true
    const answer = before === undefined ? await store.allowance.spend(destructive, allowance) : 'frozen'
    if (answer === 'granted') return true
    if (before === undefined) await this.#tellFrozen()
    if (this.#claim.memory.heldBack?.[due.condition] === undefined)
      await store.audit.append([this.#entry('withheld', due)])
    return false
  }

  async #tellFrozen(): Promise<void> {
    const { store, time, instruments, log } = this.#workshop
    const frozen = await store.allowance.frozen()
    const reason = frozen?.reason ?? 'More repairs were due than are allowed.'
    instruments.alarmed('frozen')
    log.error({ reason }, 'Repairs are frozen until somebody thaws them.')
    const nothing = { rule: undefined, steps: [], conversationSid: undefined }
    await store.audit.append([{ ...nothing, kind: 'frozen', atMs: time.now(), reason }])
  }

  #entry(kind: NewAuditEntry['kind'], { rule, reason, steps }: DueRepair): NewAuditEntry {
    const { conversationSid } = this.#claim
    const atMs = this.#workshop.time.now()
    return { atMs, conversationSid, kind, rule, reason, steps: steps.map((step) => auditedStep(step)) }
  }
}
