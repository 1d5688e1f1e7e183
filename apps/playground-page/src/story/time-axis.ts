export interface Tick {
  readonly x: number
  readonly text: string
}

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

/** Steps that people count in. */
const STEPS_MS = [
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND_MS),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 3, 6, 12, 24].map((hours) => hours * HOUR_MS),
] as const

/** A label needs so much room. */
const TICK_PX_MIN = 72

interface Axis {
  readonly fromMs: number
  readonly toMs: number
  /** What the labels count from. */
  readonly originMs: number
  readonly width: number
}

/** Moments to be marked on the axis, as times since the beginning of the conversation. */
export function ticksOf({ fromMs, toMs, originMs, width }: Axis): { readonly ms: number; readonly text: string }[] {
  const stepMs = stepFor(toMs - fromMs, width)
  const first = Math.ceil((fromMs - originMs) / stepMs)
  const last = Math.floor((toMs - originMs) / stepMs)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_value, index) => {
    const sinceMs = (first + index) * stepMs
    return { ms: originMs + sinceMs, text: clockText(sinceMs) }
  })
}

function stepFor(durationMs: number, width: number): number {
  const count = Math.max(1, Math.floor(width / TICK_PX_MIN))
  const longest = STEPS_MS.at(-1) ?? durationMs
  return STEPS_MS.find((step) => durationMs / step <= count) ?? longest * Math.ceil(durationMs / longest / count)
}

/** `0:05`, `12:30`, `1:00:00`. */
export function clockText(ms: number): string {
  const seconds = Math.round(ms / SECOND_MS)
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  const twoDigits = (value: number): string => `${value}`.padStart(2, '0')
  const end = twoDigits(seconds % 60)
  return hours > 0 ? `${hours}:${twoDigits(minutes)}:${end}` : `${minutes}:${end}`
}

/** `85 ms`, `3.2 s`, `45 s`, `4 min 5 s`: as exact as anybody wants to know. */
export function durationText(ms: number): string {
  if (ms < SECOND_MS) return `${Math.round(ms)} ms`
  if (ms < 10 * SECOND_MS) return `${(ms / SECOND_MS).toFixed(1)} s`
  const seconds = Math.round(ms / SECOND_MS)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
