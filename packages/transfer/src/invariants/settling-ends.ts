/** One repair can uncover the next; more rounds than this after the last change from outside go in a circle. */
export const ROUNDS_TO_SETTLE_MAX = 25

/** Settling comes to an end: after the last outside change there is soon nothing left to do. */
export function settlingViolations(rounds: readonly { readonly repaired: string | undefined }[]): string[] {
  const repairs = rounds.flatMap(({ repaired }) => (repaired === undefined ? [] : [repaired]))
  return repairs.length <= ROUNDS_TO_SETTLE_MAX
    ? []
    : [`It was mended ${repairs.length} times: ${repairs.slice(-6).join(', ')}.`]
}
