const MS_PER_SECOND = 1000
const SECONDS_PER_MINUTE = 60

/** `0:07`, `12:30`: how long something has been so. */
export function age(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / MS_PER_SECOND))
  const rest = String(seconds % SECONDS_PER_MINUTE).padStart(2, '0')
  return `${Math.floor(seconds / SECONDS_PER_MINUTE)}:${rest}`
}
