/** The activities that a fresh contact center has. */
const USUAL = ['Available', 'Break', 'Unavailable', 'Offline'] as const

/** What somebody can be set to; the present activity is always among it. */
export function activityNames(present: string): string[] {
  return USUAL.some((name) => name === present) ? [...USUAL] : [present, ...USUAL]
}
