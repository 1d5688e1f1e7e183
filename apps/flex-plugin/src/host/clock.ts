/** Time, so that tests need not wait for it. */
export interface Clock {
  now(): number
  /** Returns what calls it off. */
  after(ms: number, run: () => void): () => void
}

export const browserClock: Clock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
