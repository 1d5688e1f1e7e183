/** The time of whoever uses the gateway: real in production, virtual in a simulation. */
export interface Time {
  /** Milliseconds since 1970. */
  now(): number
  wait(durationMs: number): Promise<void>
  timeout(durationMs: number): Timeout
}

/** A wait that may turn out not to be needed. */
export interface Timeout {
  /** Resolves when the time is over, and never if it was canceled before. */
  readonly over: Promise<void>
  cancel(): void
}

export const realTime: Time = {
  now: () => Date.now(),
  wait: (durationMs) => realTimeout(durationMs).over,
  timeout: realTimeout,
}

function realTimeout(durationMs: number): Timeout {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, durationMs)
  })
  return { over, cancel: () => clearTimeout(timer) }
}
