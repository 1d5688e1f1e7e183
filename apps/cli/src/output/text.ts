/** A title, and under it its lines; or what stands for none. */
export function section(title: string, lines: readonly string[], ifNone = 'none'): string {
  const body = lines.length === 0 ? [ifNone] : lines
  return `${title}\n${body.map((line) => `  ${line}\n`).join('')}\n`
}

const SECOND_MS = 1_000
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000

/** How long something lasts, in the largest unit that says enough. */
export function duration(ms: number): string {
  const size = Math.abs(ms)
  if (size < 2 * MINUTE_MS) return `${Math.round(ms / SECOND_MS)} s`
  if (size < 2 * HOUR_MS) return `${Math.round(ms / MINUTE_MS)} min`
  return size < 2 * DAY_MS ? `${Math.round(ms / HOUR_MS)} h` : `${Math.round(ms / DAY_MS)} days`
}

export function ago(atMs: number, nowMs: number): string {
  return nowMs - atMs < SECOND_MS ? 'just now' : `${duration(nowMs - atMs)} ago`
}

export function isoTime(atMs: number): string {
  return new Date(atMs).toISOString()
}
