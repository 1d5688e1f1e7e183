/** How much of a long line is shown, in characters: what fits a terminal beside a log line's prefix. */
const EXCERPT_LENGTH_CHARACTERS = 100

/** A text that is not an expression. The message shows the line with a caret under the character at `position`. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError'
  readonly text: string
  /** Counted in characters (UTF-16 units) from 0; the text's length where the text ends too early. */
  readonly position: number

  constructor(text: string, position: number, problem: string) {
    super(`${problem}\n${excerpt(text, position)}`)
    this.text = text
    this.position = position
  }
}

function excerpt(text: string, position: number): string {
  const lineStart = text.slice(0, position).lastIndexOf('\n') + 1
  const nextLine = text.indexOf('\n', position)
  const lineEnd = nextLine === -1 ? text.length : nextLine
  const start = Math.max(lineStart, position - EXCERPT_LENGTH_CHARACTERS / 2)
  // A tab or a control character would be wider than the space above the caret.
  const line = text.slice(start, Math.min(lineEnd, start + EXCERPT_LENGTH_CHARACTERS)).replaceAll(/\p{Cc}/gu, ' ')
  return `  ${line}\n  ${' '.repeat(position - start)}^`
}
