/** After a 429 it is gone on with this share of the pace, and this much faster each second in which there was none. */
const SLOWED_TO = 0.5
const FASTER_EACH_SECOND = 0.1
const SLOWEST = 0.05

const SECOND_MS = 1_000

/**
 * One limit, as a line in which each call takes the next place. No second has more calls than the limit, wherever it begins:
 * a second's worth of them may leave at once, and the next one leaves a second after the first. The pace falls by half with a
 * 429 and comes back by a tenth of the limit a second: Twilio's true limit is found from below, whoever else uses the account.
 */
export class Rate {
  readonly #perSecond: number
  #share = 1
  #pace = 1
  #pacedAtMs = 0
  /** When the last calls leave that have their places, as many as a second may have; ascending. */
  #leaving: number[] = []

  constructor(perSecond: number) {
    this.#perSecond = perSecond
  }

  /** What part of the account's limit is this process's. */
  setShare(share: number): void {
    this.#share = share
  }

  /** When a call that is asked for now may leave; it has its place then. Undefined, and no place, if that is after `untilMs`. */
  take(nowMs: number, untilMs: number): number | undefined {
    const perSecond = this.#perSecond * this.#share * this.#paceAt(nowMs)
    const atOnce = Math.max(1, Math.floor(perSecond))
    const last = this.#leaving.at(-1) ?? nowMs
    const before = this.#leaving.at(-atOnce)
    const freeAtMs = before === undefined ? nowMs : before + Math.max(1, 1 / perSecond) * SECOND_MS
    const leavesAtMs = Math.ceil(Math.max(nowMs, last, freeAtMs))
    if (leavesAtMs > untilMs) return undefined
    this.#leaving = [...this.#leaving, leavesAtMs].slice(-Math.ceil(this.#perSecond))
    return leavesAtMs
  }

  /** Twilio has answered 429. */
  slowDown(nowMs: number): void {
    this.#pace = Math.max(SLOWEST, this.#paceAt(nowMs) * SLOWED_TO)
    this.#pacedAtMs = nowMs
  }

  #paceAt(nowMs: number): number {
    const seconds = Math.max(0, nowMs - this.#pacedAtMs) / 1_000
    return Math.min(1, this.#pace + seconds * FASTER_EACH_SECOND)
  }
}
