/** Two texts line by line: what only the first has with `-`, what only the second has with `+`, the rest with a blank. */
export function lineDifference(before: readonly string[], after: readonly string[]): string[] {
  const common = commonLengths(before, after)
  const lines: string[] = []
  let [left, right] = [0, 0]
  while (left < before.length || right < after.length) {
    if (left < before.length && right < after.length && before[left] === after[right]) {
      lines.push(`  ${before[left]}`)
      left += 1
      right += 1
    } else if (right >= after.length || at(common, left + 1, right) >= at(common, left, right + 1)) {
      if (left < before.length) lines.push(`- ${before[left]}`)
      else lines.push(`+ ${after[right++]}`)
      left += left < before.length ? 1 : 0
    } else {
      lines.push(`+ ${after[right]}`)
      right += 1
    }
  }
  return lines
}

/** For each pair of places, how many lines the rests from there have in common. */
function commonLengths(before: readonly string[], after: readonly string[]): number[][] {
  const lengths = Array.from({ length: before.length + 1 }, () => Array.from({ length: after.length + 1 }, () => 0))
  for (let left = before.length - 1; left >= 0; left--) {
    for (let right = after.length - 1; right >= 0; right--) {
      const isSame = before[left] === after[right]
      const longest = isSame
        ? at(lengths, left + 1, right + 1) + 1
        : Math.max(at(lengths, left + 1, right), at(lengths, left, right + 1))
      const row = lengths[left]
      if (row !== undefined) row[right] = longest
    }
  }
  return lengths
}

function at(lengths: readonly (readonly number[])[], left: number, right: number): number {
  return lengths[left]?.[right] ?? 0
}
