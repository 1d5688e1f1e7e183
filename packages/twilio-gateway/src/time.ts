/** The time of whoever uses the gateway: real in production, virtual in a simulation. */
export interface Time {
  /** Milliseconds since 1970. */
  now(): number
  wait(durationMs: number): Promise<void>
  /** Calls `run` after `durationMs`, unless the function that it returns is called before. */
  after(durationMs: number, run: () => void): () => void
}

export const realTime: Time = {
  now: () => Date.now(),
  wait: (durationMs) => new Promise((resolve) => setTimeout(resolve, durationMs)),
  after: (durationMs, run) => {
    const timer = setTimeout(run, durationMs)
    return () => clearTimeout(timer)
  },
}
