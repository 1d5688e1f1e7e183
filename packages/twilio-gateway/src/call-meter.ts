/** How much of Twilio a command used. */
export interface Cost {
  readonly calls: number
  /** How many calls one after the other: what could run side by side counts once. */
  readonly rounds: number
}

/**
 * Counts calls and rounds. A call's round is one more than the highest round that had ended when it began: calls that
 * are begun together share a round, whichever answer comes first.
 */
export class CallMeter {
  #calls = 0
  #roundsEnded = 0

  /** Returns the function to call when the answer has come. */
  begin(): () => void {
    const round = this.#roundsEnded + 1
    this.#calls++
    return () => {
      this.#roundsEnded = Math.max(this.#roundsEnded, round)
    }
  }

  cost(): Cost {
    return { calls: this.#calls, rounds: this.#roundsEnded }
  }
}
