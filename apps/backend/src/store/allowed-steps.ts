import type { AllowanceLimits } from './repair-allowance.ts'

/** Spent steps count for so long. */
export const ALLOWANCE_WINDOW_MS = 60_000

/** How many destructive steps a minute may have where so many conversations are in the schedule. */
export function allowedSteps({ perMinuteMax, perMinuteMin, shareMax }: AllowanceLimits, rows: number): number {
  return Math.min(perMinuteMax, Math.max(perMinuteMin, shareMax * rows))
}

export function freezeReason(wanted: number, allowed: number): string {
  return `${wanted} destructive steps within a minute, where ${Math.floor(allowed)} are allowed`
}

/** With more rows than this, the share no longer decides: nobody has to count all of a large schedule. */
export function rowsThatMatter({ perMinuteMax, shareMax }: AllowanceLimits): number {
  return shareMax > 0 ? Math.min(Number.MAX_SAFE_INTEGER, Math.ceil(perMinuteMax / shareMax)) : 0
}
