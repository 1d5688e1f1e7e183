/** `2026-01-31T09:30:00.000Z` for milliseconds since 1970. */
export function isoTime(ms: number): string {
  // Formatting a given moment is pure; what the domain may not do is ask for the present one.
  // eslint-disable-next-line no-restricted-globals
  return new Date(ms).toISOString()
}
