/** The value that a `share` (0 to 1) of all values do not exceed. Throws a RangeError if there are none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right)
  const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
  if (value === undefined) throw new RangeError('There is no quantile of no values.')
  return value
}

/** What a value is typically: noise makes single ones larger, and means with them. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}
