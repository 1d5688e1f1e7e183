import { parseJson, sameJson } from '@conversation-transfer/transfer'
import { lineDifference } from '../case/line-difference.ts'

/** How the workflow that is there differs from the one that is wanted, line by line; undefined if they say the same. */
export function compareConfigurations(there: string, wanted: string): readonly string[] | undefined {
  const [before, after] = [parseJson(there), parseJson(wanted)]
  if (sameJson(before, after)) return undefined
  return lineDifference(linesOf(there), linesOf(wanted))
}

function linesOf(text: string): string[] {
  const content = parseJson(text)
  return (content === undefined ? text : JSON.stringify(content, undefined, 2)).trimEnd().split('\n')
}

/** As many unchanged lines around a change as it takes to see where it is. */
const CONTEXT_LINES = 3

/** The changed lines with what is around them; what is left out between them is marked. */
export function shortened(lines: readonly string[]): readonly string[] {
  const changed = lines.flatMap((line, index) => (line.startsWith(' ') ? [] : [index]))
  const near = (index: number): boolean => changed.some((at) => Math.abs(at - index) <= CONTEXT_LINES)
  return lines.flatMap((line, index) => {
    if (near(index)) return [line]
    return index > 0 && near(index - 1) ? ['  ...'] : []
  })
}
