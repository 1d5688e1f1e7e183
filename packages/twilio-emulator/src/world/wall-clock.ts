import type { Cancel, Clock } from './clock.ts'

/** `setTimeout` fires at once when asked to wait longer than this; later moments are reached in several waits. */
const TIMER_MS_MAX = 2_147_483_647

/** Real time. Its timers do not keep a process alive. */
export function createWallClock(): Clock {
  return { now: () => Date.now(), schedule }
}

function schedule(atMs: number, run: () => void): Cancel {
  let timer: NodeJS.Timeout
  const wait = (): void => {
    const remainingMs = atMs - Date.now()
    timer = remainingMs > TIMER_MS_MAX ? setTimeout(wait, TIMER_MS_MAX) : setTimeout(run, Math.max(0, remainingMs))
    timer.unref()
  }
  wait()
  return () => clearTimeout(timer)
}
