import type { Time } from '@conversation-transfer/twilio-gateway'

export interface ManualTime extends Time {
  /** Moves the clock, and runs what comes due on the way. */
  pass(durationMs: number): void
}

export function createManualTime(startMs = Date.UTC(2026, 10, 25, 9)): ManualTime {
  let nowMs = startMs
  let timers: { readonly atMs: number; readonly run: () => void }[] = []
  const time: ManualTime = {
    now: () => nowMs,
    wait: (durationMs) => new Promise((resolve) => time.after(durationMs, resolve)),
    after: (durationMs, run) => {
      const timer = { atMs: nowMs + durationMs, run }
      timers.push(timer)
      return () => {
        timers = timers.filter((other) => other !== timer)
      }
    },
    pass: (durationMs) => {
      nowMs += durationMs
      const due = timers.filter(({ atMs }) => atMs <= nowMs)
      timers = timers.filter((timer) => !due.includes(timer))
      for (const { run } of due) run()
    },
  }
  return time
}
