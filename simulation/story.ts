/** More lines than this are a run that goes in a circle; the first ones are forgotten. */
const LINES_MAX = 200_000

const MS_PER_S = 1_000

/** What happened in a run, line by line. The same seed tells the same story. */
export class Story {
  readonly #lines: string[] = []
  readonly #passedMs: () => number

  constructor(passedMs: () => number) {
    this.#passedMs = passedMs
  }

  tell(who: string, what: string): void {
    if (this.#lines.length >= LINES_MAX) this.#lines.shift()
    const seconds = (this.#passedMs() / MS_PER_S).toFixed(3).padStart(9)
    this.#lines.push(`${seconds}  ${who.padEnd(14)} ${what}`)
  }

  get lines(): readonly string[] {
    return this.#lines
  }
}
