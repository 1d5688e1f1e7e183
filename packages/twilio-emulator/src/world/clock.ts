/** The time of the world, in milliseconds since 1970. Nothing in the world reads any other clock. */
export interface Clock {
  now(): number
  /** Runs `run` once, at `atMs` or as soon after it as the clock moves. */
  schedule(atMs: number, run: () => void): Cancel
}

/** Forgets a scheduled run. Harmless after it ran. */
export type Cancel = () => void
