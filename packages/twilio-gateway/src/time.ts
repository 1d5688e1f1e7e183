/** The time of whoever uses the gateway: real in production, virtual in a simulation. */
export interface Time {
  /** Milliseconds since 1970. */
  now(): number
  wait(durationMs: number): Promise<void>
}

export const realTime: Time = {
  now: () => Date.now(),
  wait: (durationMs) => new Promise((resolve) => setTimeout(resolve, durationMs)),
}
