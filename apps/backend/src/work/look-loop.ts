import type { Part } from '../part.ts'
import type { Claim } from '../store/schedule.ts'
import type { WorkOptions } from './work-options.ts'

/** A notice of a mark can be lost: nothing that is due waits longer than this for somebody to come by. */
const POLL_MS_MAX = 5_000

/** After the store has failed, it is given this time. */
const STORE_PAUSE_MS = 1_000

/** Looks that are under way when the process stops have this time; after it, their leases run out. */
const STOP_MS_MAX = 6_000

export interface LookLoopOptions extends Pick<WorkOptions, 'store' | 'time' | 'looksAtOnce' | 'log'> {
  readonly look: (claim: Claim) => Promise<void>
}

/**
 * Claims what is due and looks at it, `looksAtOnce` side by side. It is
 *
 *   claiming   while it asks the store; a mark that comes meanwhile makes it ask once more;
 *   resting    until the next row is due, a mark comes, or a look ends that left no room for another;
 *   stopping   when it claims nothing more and waits for what is under way.
 */
export class LookLoop implements Part {
  readonly #options: LookLoopOptions
  readonly #underWay = new Set<Promise<void>>()
  readonly #unsubscribe: () => void
  /** Undefined while nobody asks the store. */
  #claiming: Promise<void> | undefined
  #isAskedAgain = false
  #isStopping = false
  #cancelRest = (): void => undefined

  constructor(options: LookLoopOptions) {
    this.#options = options
    this.#unsubscribe = options.store.schedule.onMarked(() => this.#wake())
    this.#wake()
  }

  async stop(): Promise<void> {
    this.#isStopping = true
    this.#unsubscribe()
    this.#cancelRest()
    // What is being claimed now is given back: until then, the store is needed.
    await Promise.race([Promise.all([this.#claiming, ...this.#underWay]), this.#options.time.wait(STOP_MS_MAX)])
  }

  #wake(): void {
    if (this.#isStopping) return
    this.#isAskedAgain = true
    this.#claiming ??= this.#claim()
  }

  /** Until nothing is due for which there is room; then it rests. */
  async #claim(): Promise<void> {
    this.#cancelRest()
    let restMs = STORE_PAUSE_MS
    try {
      do {
        this.#isAskedAgain = false
        await this.#claimOnce()
        restMs = await this.#restMs()
        // A mark that came in the meantime has found it claiming.
      } while (this.#isAskedAgain && !this.#isStopping)
    } catch (error: unknown) {
      restMs = STORE_PAUSE_MS
      this.#options.log.warn({ err: error }, 'The store could not be asked for what is due; it is asked again.')
    }
    this.#claiming = undefined
    if (this.#isStopping) return
    this.#cancelRest = this.#options.time.after(restMs, () => this.#wake())
  }

  async #claimOnce(): Promise<void> {
    const { store, looksAtOnce } = this.#options
    const free = looksAtOnce - this.#underWay.size
    if (free <= 0) return
    const claims = await store.schedule.claim(free)
    if (this.#isStopping) return store.schedule.giveBack(claims)
    for (const claim of claims) this.#begin(claim)
  }

  #begin(claim: Claim): void {
    const { look, log } = this.#options
    const { conversationSid } = claim
    const underWay = look(claim)
      .catch((error: unknown) => {
        // The lease runs out, and somebody else looks.
        log.warn({ err: error, conversationSid }, 'A look could not be kept.')
      })
      .finally(() => {
        this.#underWay.delete(underWay)
        this.#wake()
      })
    this.#underWay.add(underWay)
  }

  async #restMs(): Promise<number> {
    const { store, time, looksAtOnce } = this.#options
    if (this.#underWay.size >= looksAtOnce) return POLL_MS_MAX
    const nextMs = (await store.schedule.nextDueAtMs()) ?? Number.POSITIVE_INFINITY
    return Math.min(Math.max(nextMs - time.now(), 1), POLL_MS_MAX)
  }
}
