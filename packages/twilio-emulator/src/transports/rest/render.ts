/** `2026-01-31T09:30:00Z`: the form of dates in TaskRouter's and Conversations' answers (documented). */
export function isoSeconds(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z')
}

/** Whole seconds since 1970: the form of dates in the routing part of the Interactions API (documented). */
export function epochSeconds(ms: number): number {
  return Math.floor(ms / 1000)
}
